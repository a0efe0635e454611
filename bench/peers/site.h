/* What bench/sites.ts writes for a site: 32 doubles. Rates in %, money in JPY, energy in kWh. */
#ifndef SITE_H
#define SITE_H

typedef struct {
  double capacity;
  double yield_mean, yield_sd;
  double factor_mean, factor_sd;
  double degradation_low, degradation_mode, degradation_high;
  double escalation_low, escalation_high;
  double capex_mu, capex_sigma;
  double mrv_mu, mrv_sigma;
  double opex_low, opex_mode, opex_high;
  double price_low, price_mode, price_high;
  double discount_rate; /* from here on as fractions */
  double tax_rate, tax_years, horizon, durable_years;
  double rate_ceiling, yen_per_tonne, cap;
  double hash[2];                 /* two 32-bit words that name the site */
  double opex_table, price_table; /* which of the inverse tables */
} Site;

enum { REDUCTION, SUBSIDY, COST_PER_TONNE, NPV, OUTPUTS };
enum { MEAN, SD, P5, P10, P25, P50, P75, P90, P95, STATISTICS };
static const double PROBABILITIES[] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

/* The grant is fixed at the middles: the least of rate ceiling, cost-effectiveness and cap. */
static double grant_of(const Site *s, double capex) {
  double q = 1, sum = 0;
  for (int t = 0; t < (int)s->durable_years; t++) {
    sum += q;
    q *= 1 - s->degradation_mode / 100;
  }
  double tonnes = s->capacity * s->yield_mean / 1000 * s->factor_mean * sum;
  double least = s->rate_ceiling * capex;
  if (s->yen_per_tonne * tonnes < least) least = s->yen_per_tonne * tonnes;
  if (s->cap < least) least = s->cap;
  return least > 0 ? least : 0;
}

#endif
