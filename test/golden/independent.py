"""A solar site by hand in NumPy, for independent.test.ts: two million draws of every input with NumPy's own generators.

python3 test/golden/independent.py > test/golden/independent.json
"""
import json

import numpy as np

N = 2_000_000
r = np.random.default_rng(20261125)
specific = r.normal(1200, 60, N)
fall = r.triangular(0.003, 0.005, 0.008, N)
mean, sd = 150e6, 20e6
s2 = np.log1p((sd / mean) ** 2)
capex = r.lognormal(np.log(mean) - s2 / 2, np.sqrt(s2), N)
low, mode, high = 0.8e6, 1e6, 1.5e6
a = 1 + 4 * (mode - low) / (high - low)
opex = low + (high - low) * r.beta(a, 6 - a, N)
price = r.uniform(9, 13, N)

tonnes = np.zeros(N)
npv = -capex
for t in range(15):
    mwh = specific * (1 - fall) ** t  # 1,000 kW
    tonnes += 0.5 * mwh
    npv += (mwh * 1000 * price - opex) / 1.05 ** (t + 1)

P = [5, 10, 25, 50, 75, 90, 95]
out = {
    name: {"mean": x.mean(), "sd": x.std(ddof=1), **{f"p{p}": q for p, q in zip(P, np.percentile(x, P))}}
    for name, x in {"reduction_tco2_horizon": tonnes, "npv_jpy_without_subsidy": npv}.items()
}
print(json.dumps(out, indent=2))
