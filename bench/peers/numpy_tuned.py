"""
NumPy tuned: blocks of sites with arrays that stay in the cache, in place, SFC64 with ziggurat normals, running products over
the years, one sort for all quantiles. With `--shared-price` the price, which all sites of a country share, is drawn once.
"""

import sys

import numpy as np
from worker import OUTPUTS, PROBABILITIES, STATISTICS, serve

rng = np.random.Generator(np.random.SFC64(1))
SHARED = "--shared-price" in sys.argv
BLOCK = 32


def normals(out, mean, sd):
    rng.standard_normal(out=out)
    out *= sd
    out += mean


def betas(out, low, high, share):
    """x / (x + y) of two gammas, all sites of a block at once where their modes lie alike."""
    if (share == share[0]).all():
        a = 1 + 4 * share[0]
        y = np.empty_like(out)
        rng.standard_gamma(a, out=out)
        rng.standard_gamma(6 - a, out=y)
        y += out
        out /= y
    else:
        for row, c in zip(out, share):
            row[:] = rng.beta(1 + 4 * c, 5 - 4 * c, row.size)
    out *= (high - low)[:, None]
    out += low[:, None]


def triangulars(out, low, high, share):
    """The weighted sum of the greater and the lesser of two uniforms is triangular."""
    other = rng.random(out.shape)
    rng.random(out=out)
    lesser = np.minimum(out, other)
    np.maximum(out, other, out=out)
    out *= (share * (high - low))[:, None]
    lesser *= ((1 - share) * (high - low))[:, None]
    out += lesser
    out += low[:, None]


class Room:
    """Arrays of a block, made once."""

    def __init__(self, k, n):
        names = "kwh factor keep escalate capex mrv opex price subsidy depreciation cash tax loss npv total quantity"
        for name in names.split():
            setattr(self, name, np.empty((k, n)))
        self.outputs = np.empty((OUTPUTS, k, n))
        self.off = np.empty_like(self.outputs)
        self.stats = np.empty((OUTPUTS, k, STATISTICS))
        h = (n - 1) * PROBABILITIES
        self.lower = h.astype(int)
        self.fraction = h - self.lower


def block(sites, r, price):
    def column(name):
        return np.array([getattr(s, name) for s in sites])

    c = {name: column(name)[:, None] for name in ("capacity", "capex_mu", "capex_sigma", "mrv_mu", "mrv_sigma")}
    normals(r.kwh, column("yield_mean")[:, None], column("yield_sd")[:, None])
    r.kwh *= c["capacity"]
    normals(r.factor, column("factor_mean")[:, None], column("factor_sd")[:, None])
    triangulars(r.keep, column("degradation_low"), column("degradation_high"), column("degradation_share"))
    r.keep *= -0.01
    r.keep += 1
    rng.random(out=r.escalate)
    r.escalate *= (column("escalation_high") - column("escalation_low"))[:, None] / 100
    r.escalate += 1 + column("escalation_low")[:, None] / 100
    for out, name in ((r.capex, "capex"), (r.mrv, "mrv")):
        normals(out, c[f"{name}_mu"], c[f"{name}_sigma"])
        np.exp(out, out=out)
    betas(r.opex, column("opex_low"), column("opex_high"), column("opex_share"))
    if price is None:
        betas(r.price, column("price_low"), column("price_high"), column("price_share"))
    else:
        np.multiply(price, (column("price_high") - column("price_low"))[:, None], out=r.price)
        r.price += column("price_low")[:, None]
    years(sites, r)


def years(sites, r):
    s = sites[0]
    reduction, subsidy, cost, npv = r.outputs
    grants = np.array([x.grant(np.exp(x.capex_mu)) for x in sites])[:, None]
    np.multiply(r.capex, s.rate_ceiling, out=subsidy)
    np.minimum(subsidy, grants, out=subsidy)
    np.subtract(subsidy, r.capex, out=npv)
    np.multiply(npv, -1 / s.tax_years, out=r.depreciation)
    income = np.multiply(r.kwh, r.price, out=r.price)
    grow = np.multiply(r.keep, r.escalate, out=r.quantity)
    cash, tax, loss = r.cash, r.tax, r.loss
    loss.fill(0)
    discount = 1.0
    for t in range(s.years):
        if t == 1:
            r.opex += r.mrv
        if t > 0:
            income *= grow
            r.opex *= r.escalate
        np.subtract(income, r.opex, out=cash)
        loss -= cash
        if t < s.tax_years:
            loss += r.depreciation
        np.minimum(loss, 0, out=tax)
        np.maximum(loss, 0, out=loss)
        tax *= s.tax_rate
        cash += tax
        discount /= 1 + s.discount_rate
        cash *= discount
        npv += cash
    # 1 + q + … + q^(years − 1), Horner
    total = np.add(r.keep, 1, out=r.total)
    for _ in range(s.years - 2):
        total *= r.keep
        total += 1
    np.multiply(r.kwh, r.factor, out=reduction)
    reduction *= total
    reduction *= 0.001
    np.divide(r.capex, reduction, out=cost)


def summarise(r):
    x, s = r.outputs, r.stats
    np.mean(x, axis=-1, out=s[..., 0])
    off = np.subtract(x, s[..., :1], out=r.off)
    s[..., 1] = np.sqrt(np.einsum("okn,okn->ok", off, off) / (x.shape[-1] - 1))
    x.sort(axis=-1)
    low, high = x[..., r.lower], x[..., r.lower + 1]
    s[..., 2:] = low + (high - low) * r.fraction
    return s


def simulate(sites, n, full):
    rooms = {}
    shared = {}
    for at in range(0, len(sites), BLOCK):
        some = sites[at : at + BLOCK]
        if len(some) not in rooms:
            rooms[len(some)] = Room(len(some), n)
        r = rooms[len(some)]
        price = None
        if SHARED:
            c = some[0].price_share
            if c not in shared:
                shared[c] = rng.beta(1 + 4 * c, 5 - 4 * c, n)
            price = shared[c]
        block(some, r, price)
        stats = summarise(r) if full else None
        for i in range(len(some)):
            yield r.outputs[:, i], stats[:, i] if full else None


if __name__ == "__main__":
    serve(simulate)
