/*
 * Straightforward C: one draw after the other, libm, qsort; gcc -O3 -march=native. The generators are those of a
 * textbook: xoshiro256+, Marsaglia's polar normals, gammas of Marsaglia and Tsang for the beta of PERT.
 */
#include <math.h>
#include <stdint.h>
#include "worker.h"

static uint64_t state[4] = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, 0x2545f4914f6cdd1du};

static double uniform(void) {
  uint64_t result = state[0] + state[3], t = state[1] << 17;
  state[2] ^= state[0], state[3] ^= state[1], state[1] ^= state[2], state[0] ^= state[3], state[2] ^= t;
  state[3] = state[3] << 45 | state[3] >> 19;
  return ((result >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) {
  static double kept;
  static int has_kept;
  if (has_kept) return has_kept = 0, kept;
  double x, y, r;
  do {
    x = 2 * uniform() - 1, y = 2 * uniform() - 1, r = x * x + y * y;
  } while (r >= 1 || r == 0);
  double scale = sqrt(-2 * log(r) / r);
  has_kept = 1, kept = y * scale;
  return x * scale;
}

/* a >= 1 */
static double gamma_draw(double a) {
  double d = a - 1.0 / 3, c = 1 / sqrt(9 * d);
  for (;;) {
    double z = normal(), v = 1 + c * z;
    if (v <= 0) continue;
    v = v * v * v;
    double u = uniform();
    if (u < 1 - 0.0331 * z * z * z * z || log(u) < z * z / 2 + d * (1 - v + log(v))) return d * v;
  }
}

static double pert(double low, double mode, double high) {
  if (low == high) return low;
  double a = 1 + 4 * (mode - low) / (high - low), x = gamma_draw(a), y = gamma_draw(6 - a);
  return low + (high - low) * x / (x + y);
}

static double triangular(double low, double mode, double high) {
  double u = uniform(), width = high - low;
  return u * width < mode - low ? low + sqrt(u * width * (mode - low)) : high - sqrt((1 - u) * width * (high - mode));
}

static void setup(const char *sampler, long draws) { (void)sampler, (void)draws; }

static void simulate(const Site *s, long draws, double *const out[OUTPUTS]) {
  double grant = grant_of(s, exp(s->capex_mu));
  for (long k = 0; k < draws; k++) {
    double kwh = s->capacity * (s->yield_mean + s->yield_sd * normal());
    double factor = s->factor_mean + s->factor_sd * normal();
    double degradation = triangular(s->degradation_low, s->degradation_mode, s->degradation_high) / 100;
    double escalation = (s->escalation_low + (s->escalation_high - s->escalation_low) * uniform()) / 100;
    double capex = exp(s->capex_mu + s->capex_sigma * normal());
    double mrv = exp(s->mrv_mu + s->mrv_sigma * normal());
    double opex = pert(s->opex_low, s->opex_mode, s->opex_high);
    double price = pert(s->price_low, s->price_mode, s->price_high);
    double subsidy = fmin(grant, s->rate_ceiling * capex);
    double tonnes = 0, npv = subsidy - capex, loss = 0, quantity = 1, level = 1, discount = 1;
    for (int year = 1; year <= (int)s->horizon; year++) {
      discount /= 1 + s->discount_rate;
      tonnes += kwh * quantity / 1000 * factor;
      double cash = kwh * quantity * price * level - (year > 1 ? opex + mrv : opex) * level;
      double taxable = cash - (year <= s->tax_years ? (capex - subsidy) / s->tax_years : 0);
      double tax = fmax(0, taxable - loss) * s->tax_rate;
      loss = fmax(0, loss - taxable);
      npv += (cash - tax) * discount;
      quantity *= 1 - degradation;
      level *= 1 + escalation;
    }
    out[REDUCTION][k] = tonnes;
    out[SUBSIDY][k] = subsidy;
    out[COST_PER_TONNE][k] = tonnes > 0 ? capex / tonnes : NAN;
    out[NPV][k] = npv;
  }
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void summarise(const double *values, long draws, double stats[STATISTICS]) {
  static double *x;
  if (!x) x = room(draws * sizeof(double));
  memcpy(x, values, draws * sizeof(double));
  qsort(x, draws, sizeof(double), ascending);
  double sum = 0, squares = 0;
  for (long k = 0; k < draws; k++) sum += x[k];
  stats[MEAN] = sum / draws;
  for (long k = 0; k < draws; k++) squares += (x[k] - stats[MEAN]) * (x[k] - stats[MEAN]);
  stats[SD] = sqrt(squares / (draws - 1));
  for (int p = 0; p < STATISTICS - P5; p++) {
    double h = (draws - 1) * PROBABILITIES[p];
    long lower = h, upper = lower + 1 < draws ? lower + 1 : lower;
    stats[P5 + p] = x[lower] + (x[upper] - x[lower]) * (h - lower);
  }
}
