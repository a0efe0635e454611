/* The sampler of src/simulate: scrambled Sobol' points, each site with an index map and shifts of its own. */
#include <stdint.h>

enum { DIMENSIONS = 8, BITS = 32, COLUMN = 64 + BITS - 6 };
enum { PURPOSE_KEY = 1, PURPOSE_MAP = 4, PURPOSE_SHIFT = 5 };

typedef struct {
  uint32_t seed[2], country[2], bits, pad;
  uint32_t dimension[DIMENSIONS];
  uint32_t directions[DIMENSIONS][BITS];
} Net;

typedef struct {
  uint32_t words[2], map[BITS];
  _Alignas(64) uint32_t columns[DIMENSIONS][COLUMN + 6];
} Stream;

static void philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3, const uint32_t key[2], uint32_t out[4]) {
  uint32_t a = key[0], b = key[1];
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)c0 * 0xd2511f53u, p1 = (uint64_t)c2 * 0xcd9e8d57u;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ a;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ b;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    a += 0x9e3779b9u;
    b += 0xbb67ae85u;
  }
  out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

/* The stream of a name: its key, and its unit triangular index map. */
static void open_stream(const Net *net, const uint32_t hash[2], int shared, Stream *s) {
  uint32_t block[4];
  philox(hash[0], hash[1], shared, PURPOSE_KEY, net->seed, block);
  s->words[0] = block[0], s->words[1] = block[1];
  for (uint32_t j = 0; j < net->bits; j++) {
    if (j % 4 == 0) philox(j / 4, 0, 0, PURPOSE_MAP, s->words, block);
    s->map[j] = (block[j % 4] & ((1u << j) - 1)) | 1u << j;
  }
}

/* Points of draws 0 … 63 of an input, then what each higher bit of a draw's number changes. */
static void open_column(const Net *net, Stream *s, int input) {
  uint32_t *c = s->columns[input], block[4], dimension = net->dimension[input];
  const uint32_t *net_directions = net->directions[input];
  philox(0, dimension / 4, 0, PURPOSE_SHIFT, s->words, block);
  c[0] = block[dimension % 4];
  for (uint32_t bit = 0; bit < net->bits; bit++) {
    uint32_t direction = 0;
    for (uint32_t rest = s->map[bit]; rest; rest &= rest - 1) direction ^= net_directions[__builtin_ctz(rest)];
    if (bit >= 6) c[58 + bit] = direction;
    else for (uint32_t k = 0; k < 1u << bit; k++) c[(1u << bit) + k] = c[k] ^ direction;
  }
}

/* What the points of draws 64 tile … 64 tile + 63 differ by from the first 64. */
static uint32_t tile_base(const uint32_t *column, long tile) {
  uint32_t base = 0;
  for (int j = 0; tile >> j; j++) if (tile >> j & 1) base ^= column[64 + j];
  return base;
}
