/* Doubles side by side: 2 (SSE4.1, what WebAssembly has) or 8 (AVX-512), with the few operations the kernel needs. */
#include <immintrin.h>
#include <stdint.h>

#if WIDTH == 8
typedef __m512d V;
typedef __m512i I;
#define SPLAT _mm512_set1_pd
#define LOAD _mm512_load_pd
#define STORE _mm512_store_pd
#define MAX _mm512_max_pd
#define MIN _mm512_min_pd
#define SQRT _mm512_sqrt_pd
static inline V where_less(V a, V b, V yes, V no) {
  return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_LT_OQ), no, yes);
}
static inline I bits(V x) { return _mm512_castpd_si512(x); }
static inline V from_bits(I x) { return _mm512_castsi512_pd(x); }
static inline I whole(int64_t x) { return _mm512_set1_epi64(x); }
static inline I shift_left_52(I x) { return _mm512_slli_epi64(x, 52); }
#else
typedef __m128d V;
typedef __m128i I;
#define SPLAT _mm_set1_pd
#define LOAD _mm_load_pd
#define STORE _mm_store_pd
#define MAX _mm_max_pd
#define MIN _mm_min_pd
#define SQRT _mm_sqrt_pd
static inline V where_less(V a, V b, V yes, V no) { return _mm_blendv_pd(no, yes, _mm_cmplt_pd(a, b)); }
static inline I bits(V x) { return _mm_castpd_si128(x); }
static inline V from_bits(I x) { return _mm_castsi128_pd(x); }
static inline I whole(int64_t x) { return _mm_set1_epi64x(x); }
static inline I shift_left_52(I x) { return _mm_slli_epi64(x, 52); }
#endif

/* e^x for moderate x: degree 11, relative error below 2.5e-16. */
static inline V exponential(V x) {
  const V round = SPLAT(6755399441055744.0);
  V shifted = x * SPLAT(1.4426950408889634) + round;
  V k = shifted - round;
  V r = x - k * SPLAT(0.6931471803691238) - k * SPLAT(1.9082149292705877e-10);
  V r2 = r * r, r4 = r2 * r2;
  V a = (SPLAT(0.5000000000000001) + r * SPLAT(0.16666666666666669)) +
        r2 * (SPLAT(0.04166666666662413) + r * SPLAT(0.008333333333330062));
  V b = (SPLAT(0.0013888888917213717) + r * SPLAT(0.00019841269863053618)) +
        r2 * (SPLAT(2.4801521295954376e-5) + r * SPLAT(2.7557268459997064e-6));
  V q = a + r4 * (b + r4 * (SPLAT(2.7620088445409746e-7) + r * SPLAT(2.510038549551032e-8)));
  I power = shift_left_52(bits(shifted)) + whole(0x3ff0000000000000);
  return (SPLAT(1) + (r + r2 * q)) * from_bits(power);
}

/* Uniforms (x + ½) / 2^32 of eight words. */
static inline void uniforms(const uint32_t *words, uint32_t base, V out[8 / WIDTH]) {
  const V unit = SPLAT(1.0 / 4294967296), half = SPLAT(0.5 / 4294967296);
#if WIDTH == 8
  __m256i x = _mm256_xor_si256(_mm256_loadu_si256((const void *)words), _mm256_set1_epi32(base));
  out[0] = _mm512_cvtepu32_pd(x) * unit + half;
#else
  const __m128i high = _mm_set1_epi32(0x43300000);
  const V two52 = SPLAT(4503599627370496.0);
  for (int i = 0; i < 2; i++) {
    __m128i x = _mm_xor_si128(_mm_load_si128((const void *)(words + 4 * i)), _mm_set1_epi32(base));
    out[2 * i] = (from_bits(_mm_unpacklo_epi32(x, high)) - two52) * unit + half;
    out[2 * i + 1] = (from_bits(_mm_unpackhi_epi32(x, high)) - two52) * unit + half;
  }
#endif
}

static inline V cubic(V t, V c0, V c1, V c2, V c3) { return c0 + t * (c1 + t * (c2 + t * c3)); }

/*
 * Inverse distribution by table, as src/simulate/inverse-table.ts: exponent and four bits of the folded word choose the
 * cell, the rest is t. Eight words at a time.
 */
static inline void inverses(const double *table, const uint32_t *words, uint32_t base, V out[8 / WIDTH]) {
  const double *origin = table - (1023 << 4) * 4;
#if WIDTH == 8
  __m256i x = _mm256_xor_si256(_mm256_loadu_si256((const void *)words), _mm256_set1_epi32(base));
  __m256i side = _mm256_srai_epi32(x, 31);
  __m256i z = _mm256_or_si256(_mm256_slli_epi32(_mm256_xor_si256(x, side), 1), _mm256_set1_epi32(1));
  I b = bits(_mm512_cvtepu32_pd(z));
  V t = from_bits((b & whole(0xffffffffffff)) | whole(0x3ff0000000000000)) - SPLAT(1);
  __m256i cell = _mm256_add_epi32(_mm512_cvtepi64_epi32(_mm512_srli_epi64(b, 48)),
                                  _mm256_and_si256(side, _mm256_set1_epi32(512)));
  _Alignas(32) int32_t at[8];
  _mm256_store_si256((void *)at, _mm256_slli_epi32(cell, 2));
#define ROWS(i, j) _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_load_pd(origin + at[i])), _mm256_load_pd(origin + at[j]), 1)
  V r04 = ROWS(0, 4), r15 = ROWS(1, 5), r26 = ROWS(2, 6), r37 = ROWS(3, 7);
  V lo = _mm512_unpacklo_pd(r04, r15), hi = _mm512_unpackhi_pd(r04, r15);
  V lo2 = _mm512_unpacklo_pd(r26, r37), hi2 = _mm512_unpackhi_pd(r26, r37);
  const I even = _mm512_set_epi64(13, 12, 5, 4, 9, 8, 1, 0), odd = _mm512_set_epi64(15, 14, 7, 6, 11, 10, 3, 2);
  out[0] = cubic(t, _mm512_permutex2var_pd(lo, even, lo2), _mm512_permutex2var_pd(hi, even, hi2),
                 _mm512_permutex2var_pd(lo, odd, lo2), _mm512_permutex2var_pd(hi, odd, hi2));
#else
  const __m128i high = _mm_set1_epi32(0x43300000), one = _mm_set1_epi32(1);
  const V two52 = SPLAT(4503599627370496.0);
  for (int i = 0; i < 2; i++) {
    __m128i x = _mm_xor_si128(_mm_load_si128((const void *)(words + 4 * i)), _mm_set1_epi32(base));
    __m128i side = _mm_srai_epi32(x, 31);
    __m128i z = _mm_or_si128(_mm_slli_epi32(_mm_xor_si128(x, side), 1), one);
    V d[2] = {from_bits(_mm_unpacklo_epi32(z, high)) - two52, from_bits(_mm_unpackhi_epi32(z, high)) - two52};
    __m128i top = _mm_castps_si128(_mm_shuffle_ps(_mm_castpd_ps(d[0]), _mm_castpd_ps(d[1]), _MM_SHUFFLE(3, 1, 3, 1)));
    __m128i cell = _mm_add_epi32(_mm_srli_epi32(top, 16), _mm_and_si128(side, _mm_set1_epi32(512)));
    __m128i at = _mm_slli_epi32(cell, 2);
    uint64_t low = _mm_cvtsi128_si64(at), upper = _mm_extract_epi64(at, 1);
    const double *p[4] = {origin + (uint32_t)low, origin + (low >> 32), origin + (uint32_t)upper, origin + (upper >> 32)};
    for (int j = 0; j < 2; j++) {
      V t = from_bits((bits(d[j]) & whole(0xffffffffffff)) | whole(0x3ff0000000000000)) - SPLAT(1);
      V a = LOAD(p[2 * j]), b = LOAD(p[2 * j + 1]), c = LOAD(p[2 * j] + 2), e = LOAD(p[2 * j + 1] + 2);
      out[2 * i + j] = cubic(t, _mm_unpacklo_pd(a, b), _mm_unpackhi_pd(a, b), _mm_unpacklo_pd(c, e), _mm_unpackhi_pd(c, e));
    }
  }
#endif
}
