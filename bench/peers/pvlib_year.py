"""A year of hours of one plant and battery with pvlib, the way its documentation shows it: the same weather, plane, cells, losses and inverter as ours."""
import json
import sys
import time

import numpy as np
import pandas as pd
import pvlib


def read(path):
    with open(path, encoding="utf8") as f:
        lines = f.readlines()
    header = next(i for i, l in enumerate(lines) if l.startswith("Month,Day,Hour"))
    data = pd.read_csv(path, skiprows=header, nrows=8760)
    data.columns = ["month", "day", "hour", "dni", "dhi", "air", "wind", "poa", "cell", "dc", "ac"]
    data.index = pd.date_range("2001-01-01 00:00", periods=8760, freq="h", tz="Etc/GMT+7")
    return data


def plant(w):
    sun = pvlib.solarposition.get_solarposition(w.index + pd.Timedelta("30min"), 39.73, -105.18)
    sun.index = w.index
    extra = pvlib.irradiance.get_extra_radiation(w.index)
    mass = pvlib.atmosphere.get_relative_airmass(sun.apparent_zenith)
    ghi = w.dhi + w.dni * np.maximum(0, np.cos(np.radians(sun.zenith)))
    poa = pvlib.irradiance.get_total_irradiance(
        20, 180, sun.apparent_zenith, sun.azimuth, w.dni, ghi, w.dhi, extra, mass, albedo=0.2, model="perez")
    aoi = pvlib.irradiance.aoi(20, 180, sun.apparent_zenith, sun.azimuth)
    used = poa.poa_direct * pvlib.iam.physical(aoi) + poa.poa_diffuse
    cell = pvlib.temperature.fuentes(poa.poa_global.fillna(0), w.air, w.wind, 45)
    dc = pvlib.pvsystem.pvwatts_dc(used.fillna(0), cell, 1.0, -0.0047) * (1 - 0.1408)
    return pvlib.inverter.pvwatts(dc, 1 / 1.2 / 0.96, 0.96).fillna(0).to_numpy()


def dispatch(load, ac, kw, energy, power, round_trip, limit):
    way = round_trip ** 0.5
    stored = own = sold = 0.0
    for need, made in zip(load, ac * kw):
        direct = min(need, made)
        over, short = made - direct, need - direct
        if over > 0:
            charge = min(over, power, (energy - stored) / way)
            stored += charge * way
            sold += min(over - charge, limit)
            own += direct
        else:
            out = min(short, power, stored * way)
            stored -= out / way
            own += direct + out
    return own, sold


def main(path, repeats):
    w = read(path)
    load = 200 + 100 * np.sin(np.arange(8760) / 24 * 2 * np.pi)
    times = {"plant": [], "dispatch": []}
    for _ in range(repeats):
        t = time.perf_counter()
        ac = plant(w)
        times["plant"].append(time.perf_counter() - t)
        t = time.perf_counter()
        own, sold = dispatch(load, ac, 500, 400, 100, 0.9, 50)
        times["dispatch"].append(time.perf_counter() - t)
    print(json.dumps({"version": pvlib.__version__, "ac": float(ac.sum()), "own": own, "sold": sold,
                      **{k: min(v) for k, v in times.items()}}))


main(sys.argv[1], int(sys.argv[2]))
