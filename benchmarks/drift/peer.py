"""SciPy, NumPy and Evidently at the same work: `peer.py statistics FOLDER` (a.f64, b.f64) or `peer.py report FOLDER` (reference.parquet, current.parquet)."""
import json
import resource
import sys
import time

import numpy as np

what, folder = sys.argv[1:3]


def timed(work, rounds=3):
    times, answer = [], None
    for _ in range(rounds):
        started = time.process_time()
        answer = work()
        times.append((time.process_time() - started) * 1000)
    return sorted(times)[len(times) // 2], answer


if what == "statistics":
    from scipy import stats

    a, b = np.fromfile(f"{folder}/a.f64"), np.fromfile(f"{folder}/b.f64")

    def psi():
        edges = np.sort(a)[np.minimum(len(a) - 1, np.round(np.arange(1, 10) * len(a) / 10).astype(int))]
        p, q = (np.maximum(1e-4, np.bincount(np.searchsorted(edges, x, side="right"), minlength=10) / len(x)) for x in (a, b))
        return float(np.sum((q - p) * np.log(q / p)))

    def mmd():
        rows = np.concatenate([a[:4000].reshape(400, 10), b[:4000].reshape(400, 10)])
        squared = ((rows**2).sum(1)[:, None] + (rows**2).sum(1)[None, :] - 2 * rows @ rows.T).clip(0)
        pairs = np.sort(squared[np.tril_indices(800, -1)])
        kernel = np.exp(-squared / pairs[(len(pairs) - 1) // 2])
        np.fill_diagonal(kernel, 0)
        random = np.random.default_rng(1)

        def statistic(order):
            k = kernel[np.ix_(order, order)]
            return k[:400, :400].sum() / (400 * 399) + k[400:, 400:].sum() / (400 * 399) - 2 * k[:400, 400:].mean()

        found = statistic(np.arange(800))
        for _ in range(300):
            statistic(random.permutation(800))
        return float(found)

    ks_ms, ks = timed(lambda: stats.ks_2samp(a, b, method="asymp"))
    w_ms, w = timed(lambda: stats.wasserstein_distance(a, b))
    psi_ms, found_psi = timed(psi)
    mmd_ms, found_mmd = timed(mmd)
    answer = {
        "ks": [ks_ms, float(ks.statistic), float(ks.pvalue)],
        "wasserstein": [w_ms, float(w)],
        "psi": [psi_ms, found_psi],
        "mmd": [mmd_ms, found_mmd],
    }
else:
    started = time.perf_counter()
    import pandas as pd
    from evidently import Report
    from evidently.presets import DataDriftPreset

    imported = time.perf_counter()
    reference, current = pd.read_parquet(f"{folder}/reference.parquet"), pd.read_parquet(f"{folder}/current.parquet")
    read = time.perf_counter()
    found = Report([DataDriftPreset()]).run(current, reference).dict()
    done = time.perf_counter()
    values = {m["config"]["column"]: float(m["value"]) for m in found["metrics"] if "column" in m.get("config", {})}
    answer = {
        **{"importMs": (imported - started) * 1000, "readMs": (read - imported) * 1000, "workMs": (done - read) * 1000, "values": values},
        "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
print(json.dumps(answer))
