/*
 * Vector C by hand: the sampler and tables of our engine, tiles of 64 draws in the first-level cache, one loop an input,
 * then the years with running products. 128 bit: gcc -O3 -msse4.1 -ffp-contract=off -DWIDTH=2, as WebAssembly has it;
 * AVX-512: gcc -O3 -march=native -DWIDTH=8, with fused multiply-add.
 */
#include <math.h>
#include "worker.h"
#include "lanes.h"
#include "sobol.h"
#include "summary.h"

enum { TILE = 64, TABLE = 4096, YIELD = 0, FACTOR, DEGRADATION, ESCALATION, CAPEX, MRV, OPEX, PRICE };

static const Net *net;
static const double *tables;
static Stream stream;
static _Alignas(64) double in[DIMENSIONS][TILE];

static void setup(const char *sampler, long draws) {
  long bytes;
  net = read_file(sampler, &bytes);
  tables = (const double *)((const char *)net + (sizeof(Net) + 63) / 64 * 64);
  Stream country;
  open_stream(net, net->country, 1, &country);
  open_column(net, &country, PRICE);
  memcpy(stream.columns[PRICE], country.columns[PRICE], sizeof stream.columns[PRICE]);
  (void)draws;
}

#define EACH_OF_8(i) for (int i = 0; i < TILE; i += 8)
#define EACH_LANE(j) for (int j = 0; j < 8 / WIDTH; j++)

static void by_table(int input, long tile, const double *table, double offset, double scale) {
  const uint32_t *words = stream.columns[input], base = tile_base(words, tile);
  EACH_OF_8(i) {
    V z[8 / WIDTH];
    inverses(table, words + i, base, z);
    EACH_LANE(j) STORE(in[input] + i + j * WIDTH, SPLAT(offset) + SPLAT(scale) * z[j]);
  }
}

static void lognormal(int input, long tile, double mu, double sigma) {
  by_table(input, tile, tables, mu, sigma);
  for (int i = 0; i < TILE; i += WIDTH) STORE(in[input] + i, exponential(LOAD(in[input] + i)));
}

static void uniform(int input, long tile, double low, double high) {
  const uint32_t *words = stream.columns[input], base = tile_base(words, tile);
  EACH_OF_8(i) {
    V u[8 / WIDTH];
    uniforms(words + i, base, u);
    EACH_LANE(j) STORE(in[input] + i + j * WIDTH, SPLAT(low) + SPLAT(high - low) * u[j]);
  }
}

static void triangular(int input, long tile, double low, double mode, double high) {
  const uint32_t *words = stream.columns[input], base = tile_base(words, tile);
  const double width = high - low, split = width > 0 ? (mode - low) / width : 0;
  const V lower = SPLAT(width * (mode - low)), upper = SPLAT(width * (high - mode));
  EACH_OF_8(i) {
    V u[8 / WIDTH];
    uniforms(words + i, base, u);
    EACH_LANE(j) {
      V root = SQRT(where_less(u[j], SPLAT(split), u[j] * lower, (SPLAT(1) - u[j]) * upper));
      STORE(in[input] + i + j * WIDTH,
            where_less(u[j], SPLAT(split), SPLAT(low) + root, SPLAT(high) - root));
    }
  }
}

static void draw(const Site *s, long tile) {
  by_table(YIELD, tile, tables, s->yield_mean, s->yield_sd);
  by_table(FACTOR, tile, tables, s->factor_mean, s->factor_sd);
  triangular(DEGRADATION, tile, s->degradation_low, s->degradation_mode, s->degradation_high);
  uniform(ESCALATION, tile, s->escalation_low, s->escalation_high);
  lognormal(CAPEX, tile, s->capex_mu, s->capex_sigma);
  lognormal(MRV, tile, s->mrv_mu, s->mrv_sigma);
  by_table(OPEX, tile, tables + (long)s->opex_table * TABLE, s->opex_low, s->opex_high - s->opex_low);
  by_table(PRICE, tile, tables + (long)s->price_table * TABLE, s->price_low, s->price_high - s->price_low);
}

/* One year: income and expense in hand, tax with the loss carried forward. */
#define YEAR(taxable)                         \
  {                                           \
    V rest = loss - (taxable);                \
    loss = MAX(rest, zero);                   \
    npv += (cash - rate * (loss - rest)) * v; \
  }
#define NEXT     \
  quantity *= keep; \
  total += quantity; \
  income *= grow; \
  expense *= escalate; \
  V cash = income - expense, v = SPLAT(discount[t]);

static void years(const Site *s, double grant, const double *discount, double *const out[OUTPUTS], long first) {
  const int horizon = s->horizon, tax_years = s->tax_years < horizon ? s->tax_years : horizon;
  const V zero = SPLAT(0), one = SPLAT(1), percent = SPLAT(0.01), rate = SPLAT(s->tax_rate);
  for (int i = 0; i < TILE; i += WIDTH) {
    V capex = LOAD(in[CAPEX] + i), opex = LOAD(in[OPEX] + i);
    V subsidy = MIN(SPLAT(grant), MAX(zero, SPLAT(s->rate_ceiling) * capex));
    V depreciation = (capex - subsidy) * SPLAT(1 / s->tax_years);
    V keep = one - LOAD(in[DEGRADATION] + i) * percent, escalate = one + LOAD(in[ESCALATION] + i) * percent;
    V grow = keep * escalate, kwh = SPLAT(s->capacity) * LOAD(in[YIELD] + i);
    V income = kwh * LOAD(in[PRICE] + i), expense = opex, quantity = one, total = one;
    V npv = subsidy - capex, loss = zero;
    {
      V cash = income - expense, v = SPLAT(discount[0]);
      YEAR(cash - depreciation)
    }
    expense = opex + LOAD(in[MRV] + i);
    int t = 1;
    for (; t < tax_years; t++) {
      NEXT YEAR(cash - depreciation)
    }
    for (; t < horizon; t++) {
      NEXT YEAR(cash)
    }
    V tonnes = kwh * LOAD(in[FACTOR] + i) * total * SPLAT(0.001);
    STORE(out[REDUCTION] + first + i, tonnes);
    STORE(out[SUBSIDY] + first + i, subsidy);
    STORE(out[COST_PER_TONNE] + first + i, where_less(zero, tonnes, capex / tonnes, SPLAT(NAN)));
    STORE(out[NPV] + first + i, npv);
  }
}

static void simulate(const Site *s, long draws, double *const out[OUTPUTS]) {
  const uint32_t hash[2] = {s->hash[0], s->hash[1]};
  open_stream(net, hash, 0, &stream);
  for (int input = 0; input < PRICE; input++) open_column(net, &stream, input);
  double discount[60], v = 1;
  for (int t = 0; t < (int)s->horizon; t++) discount[t] = v /= 1 + s->discount_rate;
  double grant = grant_of(s, exp(s->capex_mu));
  for (long tile = 0; tile < draws / TILE; tile++) {
    draw(s, tile);
    years(s, grant, discount, out, tile * TILE);
  }
}
