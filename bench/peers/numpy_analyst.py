"""NumPy as a good analyst writes it: one site at a time, years by broadcasting, np.quantile."""

import numpy as np
from worker import PROBABILITIES, serve

rng = np.random.default_rng(1)


def pert(low, high, share, n):
    a = 1 + 4 * share
    return low + (high - low) * rng.beta(a, 6 - a, n)


def triangular(low, high, share, n):
    return low + (high - low) * rng.triangular(0, share, 1, n)


def draw(s, n):
    kwh = s.capacity * rng.normal(s.yield_mean, s.yield_sd, n)
    factor = rng.normal(s.factor_mean, s.factor_sd, n)
    degradation = triangular(s.degradation_low, s.degradation_high, s.degradation_share, n) / 100
    escalation = rng.uniform(s.escalation_low, s.escalation_high, n) / 100
    capex = rng.lognormal(s.capex_mu, s.capex_sigma, n)
    mrv = rng.lognormal(s.mrv_mu, s.mrv_sigma, n)
    opex = pert(s.opex_low, s.opex_high, s.opex_share, n)
    price = pert(s.price_low, s.price_high, s.price_share, n)
    return kwh, factor, degradation, escalation, capex, mrv, opex, price


def model(s, n):
    kwh, factor, degradation, escalation, capex, mrv, opex, price = draw(s, n)
    t = np.arange(s.years)
    electricity = kwh[:, None] * (1 - degradation[:, None]) ** t
    level = (1 + escalation[:, None]) ** t
    reduction = (electricity / 1000 * factor[:, None]).sum(axis=1)
    subsidy = np.minimum(s.grant(np.exp(s.capex_mu)), s.rate_ceiling * capex)
    expenses = np.where(t > 0, (opex + mrv)[:, None], opex[:, None]) * level
    cash = electricity * price[:, None] * level - expenses
    depreciation = np.where(t < s.tax_years, ((capex - subsidy) / s.tax_years)[:, None], 0)
    taxable = cash - depreciation
    tax = np.empty_like(taxable)
    loss = np.zeros(n)
    for year in range(s.years):
        tax[:, year] = np.maximum(0, taxable[:, year] - loss) * s.tax_rate
        loss = np.maximum(0, loss - taxable[:, year])
    npv = subsidy - capex + (cash - tax) @ (1 + s.discount_rate) ** -(t + 1.0)
    return reduction, subsidy, capex / reduction, npv


def summary(x):
    return [x.mean(), x.std(ddof=1), *np.quantile(x, PROBABILITIES)]


def simulate(sites, n, full):
    for s in sites:
        outputs = model(s, n)
        yield outputs, [summary(x) for x in outputs] if full else None


if __name__ == "__main__":
    serve(simulate)
