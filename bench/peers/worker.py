"""A NumPy peer as a process that stays alive: the protocol of worker.h."""

import sys
import time

import numpy as np

FIELDS = """capacity yield_mean yield_sd factor_mean factor_sd degradation_low degradation_mode degradation_high
escalation_low escalation_high capex_mu capex_sigma mrv_mu mrv_sigma opex_low opex_mode opex_high
price_low price_mode price_high discount_rate tax_rate tax_years horizon durable_years rate_ceiling
yen_per_tonne cap hash0 hash1 opex_table price_table""".split()

PROBABILITIES = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
OUTPUTS, STATISTICS = 4, 2 + len(PROBABILITIES)


class Site:
    """One site's numbers by name, as Python floats."""

    def __init__(self, numbers):
        self.__dict__.update(zip(FIELDS, map(float, numbers)))
        self.years = int(self.horizon)
        self.opex_share = share(self.opex_low, self.opex_mode, self.opex_high)
        self.price_share = share(self.price_low, self.price_mode, self.price_high)
        self.degradation_share = share(self.degradation_low, self.degradation_mode, self.degradation_high)

    def grant(self, capex):
        """Fixed at the middles: the least of rate ceiling, cost-effectiveness and cap."""
        kept = (1 - self.degradation_mode / 100) ** np.arange(int(self.durable_years))
        tonnes = self.capacity * self.yield_mean / 1000 * self.factor_mean * kept.sum()
        return max(0.0, min(self.rate_ceiling * capex, self.yen_per_tonne * tonnes, self.cap))


def share(low, mode, high):
    """Where the mode lies between the ends."""
    return (mode - low) / (high - low) if high > low else 0.5


def serve(simulate):
    """simulate(sites, draws, full) -> an iterable of (outputs, statistics or None), site by site."""
    sites_file, _, draws = sys.argv[-3:]
    draws = int(draws)
    sites = [Site(row) for row in np.fromfile(sites_file).reshape(-1, len(FIELDS))]
    stats = np.zeros((len(sites), OUTPUTS, STATISTICS))
    for line in sys.stdin:
        command, argument, *rest = line.split(maxsplit=2)
        seconds = 0.0
        if command == "run":
            full = rest[0].strip() == "full"
            start = time.process_time()
            for i, (_, s) in enumerate(simulate(sites[: int(argument)], draws, full)):
                if full:
                    stats[i] = s
            seconds = time.process_time() - start
        elif command == "values":
            (outputs, _), *_ = simulate([sites[int(argument)]], draws, False)
            np.asarray(outputs, float).tofile(rest[0].strip())
        elif command == "stats":
            stats.tofile(line.split(maxsplit=1)[1].strip())
        print(f"{seconds:.9f}", flush=True)
