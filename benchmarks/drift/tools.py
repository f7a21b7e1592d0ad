"""The tests of drift of Evidently (`evidently`) and of alibi-detect (`alibi`) on the pairs of a folder (pairs.json, values.f64), as they give them."""

import json
import os
import sys
import warnings

os.environ["DO_NOT_TRACK"] = "1"
import numpy as np  # noqa: E402

tool, folder = sys.argv[1:3]
warnings.simplefilter("ignore")
about = json.load(open(f"{folder}/pairs.json", encoding="utf-8"))
values = np.fromfile(f"{folder}/values.f64")


def sides(pair):
    at, n, m = pair["at"], pair["n"], pair["m"]
    return [sample[~np.isnan(sample)] for sample in (values[at : at + n], values[at + n : at + n + m])]


if tool == "evidently":
    import pandas as pd
    from evidently.legacy.calculations.stattests import ks_stat_test, wasserstein_stat_test
    from evidently.legacy.core import ColumnType

    def one(pair):
        x, y = map(pd.Series, sides(pair))
        return {
            "ks": ks_stat_test.func(x, y, ColumnType.Numerical, 0.05)[0],
            "normed": wasserstein_stat_test.func(x, y, ColumnType.Numerical, 0.1)[0],
            "deviation": float(np.std(x)),
        }

else:
    from alibi_detect.cd import ChiSquareDrift, FETDrift, KSDrift

    def one(pair):
        x, y = sides(pair)
        low, high = pair["fences"]
        hits = [((side < low) | (side > high)).astype(np.int64)[:, None] for side in (x, y)]
        found = {}
        # It wants both values among the reference's.
        if len(np.unique(hits[0])) == 2:
            found["fisher"] = float(FETDrift(hits[0], alternative="greater").predict(hits[1])["data"]["p_val"][0])
        ks = KSDrift(x.astype(np.float64)[:, None]).predict(y[:, None])["data"]
        found["ks"] = [float(ks["distance"][0]), float(ks["p_val"][0])]
        names = np.unique(np.concatenate([x, y]))
        if pair["categories"] and len(names) > 2:
            codes = [np.searchsorted(names, side)[:, None] for side in (x, y)]
            chi2 = ChiSquareDrift(codes[0], categories_per_feature={0: list(range(len(names)))}).predict(codes[1])["data"]
            found["chi2"] = [float(chi2["distance"][0]), float(chi2["p_val"][0])]
        return found


def tried(pair):
    if pair["n"] == 0 or any(len(side) == 0 for side in sides(pair)):
        return None
    try:
        return one(pair)
    except Exception as error:  # what a tool refuses is told, and not compared
        return {"refused": f"{type(error).__name__}: {error}"[:200]}


def clean(value):
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [clean(each) for each in value]
    return value if isinstance(value, str) else None if value is None or np.isnan(value) else float(value)


print(json.dumps(clean([tried(pair) for pair in about["pairs"]])))
