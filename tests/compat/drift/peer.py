"""SciPy at the same pairs of samples: `peer.py FOLDER` reads pairs.json and values.f64, prints what each statistic and p-value is."""
import json
import sys
import warnings

import numpy as np
from scipy import stats
from scipy.spatial import distance

folder = sys.argv[1]
about = json.load(open(f"{folder}/pairs.json"))
values = np.fromfile(f"{folder}/values.f64")
floor = 1e-4
warnings.simplefilter("ignore")


def shares(sample, edges):
    return np.bincount(np.searchsorted(edges, sample, side="right"), minlength=len(edges) + 1) / len(sample)


def one(pair):
    at, n, m = pair["at"], pair["n"], pair["m"]
    whole = values[at : at + n], values[at + n : at + n + m]
    x, y = (sample[~np.isnan(sample)] for sample in whole)
    found = {}
    if len(x) and len(y):
        # "auto" chooses between exact and asymptotic, and switches where exact fails.
        ks = stats.ks_2samp(x, y)
        found["ks"] = [ks.statistic, ks.pvalue]
        found["wasserstein"] = stats.wasserstein_distance(x, y)
        mw = stats.mannwhitneyu(x, y, alternative="greater")
        found["mannWhitney"] = [mw.statistic, mw.pvalue]
        fences = pair["fences"]
        hits = [int(np.sum((s < fences[0]) | (s > fences[1]))) for s in (x, y)]
        table = [[hits[1], len(y) - hits[1]], [hits[0], len(x) - hits[0]]]
        found["outliers"] = [hits[1] / len(y), stats.fisher_exact(table, alternative="greater").pvalue]
        p, q = shares(x, pair["edges"]), shares(y, pair["edges"])
        found["js"] = distance.jensenshannon(p, q, base=2)
        a, b = np.maximum(p, floor), np.maximum(q, floor)
        found["psi"] = np.sum((b - a) * np.log(b / a))
    gaps = [[len(x), n - len(x)], [len(y), m - len(y)]]
    if n - len(x) + m - len(y) > 0 and len(x) + len(y) > 0:
        chi2 = stats.chi2_contingency(gaps, correction=False)
        found["gaps"] = [chi2.statistic, chi2.pvalue]
    if pair["categories"]:
        names = np.union1d(x, y)
        table = [[np.sum(sample == name) for name in names] for sample in (x, y)]
        if len(names) > 1:
            chi2 = stats.chi2_contingency(table, correction=False)
            found["chi2"] = [chi2.statistic, chi2.pvalue]
    return found


def mmd(case):
    """Gretton et al. 2012, eq. 3, with the median heuristic over all pairs of different rows; p over the orders that were drawn."""
    rows, n = np.array(case["rows"]), case["n"]
    squared = ((rows[:, None, :] - rows[None, :, :]) ** 2).sum(-1)
    pairs = np.sort(squared[np.tril_indices(len(rows), -1)])
    sigma = np.sqrt(pairs[(len(pairs) - 1) // 2] / 2) or 1
    kernel = np.exp(-squared / (2 * sigma**2))
    np.fill_diagonal(kernel, 0)

    def statistic(order):
        k = kernel[np.ix_(order, order)]
        m = len(order) - n
        return k[:n, :n].sum() / (n * (n - 1)) + k[n:, n:].sum() / (m * (m - 1)) - 2 * k[:n, n:].mean()

    found = statistic(range(len(rows)))
    # Rows may be the same in another order: what is equal to the last digits counts as reached.
    reached = sum(statistic(order) >= found - 1e-13 for order in case["orders"])
    return [found, (reached + 1) / (len(case["orders"]) + 1)]


answer = {
    "scipy": __import__("scipy").__version__,
    "pairs": [one(pair) for pair in about["pairs"]],
    "mmd": [mmd(case) for case in about["mmd"]],
    "bh": [stats.false_discovery_control(ps).tolist() for ps in about["ps"]],
}
print(json.dumps(answer, default=float))
