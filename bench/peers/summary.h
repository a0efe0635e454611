/* Mean, sd and exact type 7 quantiles by counting into 256 buckets; only buckets that hold a wanted rank are looked into. */
#include <emmintrin.h>
#include <math.h>
#include <stdint.h>

enum { BUCKETS = 256, FEW = 16, MOST_DRAWS = 1 << 16 };

static void insertion_sort(double *x, int n) {
  for (int i = 1; i < n; i++) {
    double v = x[i];
    int j = i;
    for (; j > 0 && x[j - 1] > v; j--) x[j] = x[j - 1];
    x[j] = v;
  }
}

/* found[r] = the number of rank ranks[r] (ascending) of x; `scratch` has room for what is gathered on the way. */
static void order_statistics(double *x, int n, const int *ranks, int count, double *found, double *scratch) {
  if (n <= FEW) {
    insertion_sort(x, n);
    for (int r = 0; r < count; r++) found[r] = x[ranks[r]];
    return;
  }
  __m128d low2 = _mm_loadu_pd(x), high2 = low2;
  for (int i = 2; i + 1 < n; i += 2) {
    low2 = _mm_min_pd(low2, _mm_loadu_pd(x + i));
    high2 = _mm_max_pd(high2, _mm_loadu_pd(x + i));
  }
  double low = fmin(low2[0], low2[1]), high = fmax(high2[0], high2[1]);
  low = fmin(low, x[n - 1]), high = fmax(high, x[n - 1]);
  if (low == high) {
    for (int r = 0; r < count; r++) found[r] = low;
    return;
  }
  uint8_t bucket[n + 16];
  uint16_t counts[4][BUCKETS] = {{0}};
  const double scale = 255.999 / (high - low);
  for (int i = 0; i + 3 < n; i += 4)
    for (int k = 0; k < 4; k++) counts[k][bucket[i + k] = (uint8_t)(int)((x[i + k] - low) * scale)]++;
  for (int i = n & ~3; i < n; i++) counts[0][bucket[i] = (uint8_t)(int)((x[i] - low) * scale)]++;
  for (int b = 0, before = 0, r = 0; r < count; b++) {
    int size = counts[0][b] + counts[1][b] + counts[2][b] + counts[3][b], inside[16], some = 0;
    while (r + some < count && ranks[r + some] < before + size) inside[some] = ranks[r + some] - before, some++;
    if (some) {
      const __m128i wanted = _mm_set1_epi8(b);
      int got = 0;
      for (int i = 0; i < n; i += 16) {
        unsigned hit = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const void *)(bucket + i)), wanted));
        for (; hit; hit &= hit - 1) {
          int at = i + __builtin_ctz(hit);
          if (at < n) scratch[got++] = x[at];
        }
      }
      order_statistics(scratch, size, inside, some, found + r, scratch + size);
      r += some;
    }
    before += size;
  }
}

static void summarise(const double *values, long draws, double stats[STATISTICS]) {
  static double x[MOST_DRAWS], scratch[2 * MOST_DRAWS];
  __m128d sum[2] = {{0}};
  for (long i = 0; i < draws; i += 4)
    for (int k = 0; k < 2; k++) sum[k] += _mm_loadu_pd(values + i + 2 * k);
  double mean = (sum[0][0] + sum[0][1] + sum[1][0] + sum[1][1]) / draws;
  __m128d squares[2] = {{0}}, middle = _mm_set1_pd(mean);
  for (long i = 0; i < draws; i += 4)
    for (int k = 0; k < 2; k++) {
      __m128d d = _mm_loadu_pd(values + i + 2 * k) - middle;
      squares[k] += d * d;
    }
  stats[MEAN] = mean;
  stats[SD] = sqrt((squares[0][0] + squares[0][1] + squares[1][0] + squares[1][1]) / (draws - 1));
  int ranks[2 * (STATISTICS - P5)], count = 0;
  double found[2 * (STATISTICS - P5)];
  for (int p = 0; p < STATISTICS - P5; p++) {
    int lower = (int)((draws - 1) * PROBABILITIES[p]);
    ranks[count++] = lower;
    ranks[count++] = lower + 1;
  }
  memcpy(x, values, draws * sizeof(double));
  order_statistics(x, draws, ranks, count, found, scratch);
  for (int p = 0; p < STATISTICS - P5; p++) {
    double h = (draws - 1) * PROBABILITIES[p], fraction = h - (int)h;
    stats[P5 + p] = found[2 * p] == found[2 * p + 1] ? found[2 * p] : found[2 * p] * (1 - fraction) + found[2 * p + 1] * fraction;
  }
}
