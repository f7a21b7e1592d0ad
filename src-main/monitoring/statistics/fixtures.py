"""Values that the tests of this folder compare with, made by SciPy:

    python3 -m venv /tmp/scipy && /tmp/scipy/bin/pip install scipy==1.15.3 && /tmp/scipy/bin/python fixtures.py > fixtures.json
"""
import json
import sys
import numpy as np
from scipy import special, stats

random = np.random.default_rng(20261121)


def sample(kind, n):
    if kind == "normal":
        return random.normal(size=n)
    if kind == "shifted":
        return random.normal(0.4, 1.2, size=n)
    if kind == "tied":
        return random.integers(0, 8, size=n).astype(float)
    return random.exponential(size=n)


ks = []
for a, b, n, m in [
    ("normal", "normal", 5, 7), ("normal", "shifted", 12, 12), ("tied", "tied", 30, 45), ("normal", "normal", 100, 100),
    ("normal", "shifted", 120, 75), ("exponential", "exponential", 64, 96), ("normal", "exponential", 50, 80), ("normal", "shifted", 200, 150),
]:
    x, y = np.round(sample(a, n), 6), np.round(sample(b, m), 6)
    found = stats.ks_2samp(x, y)
    ks.append({"x": x.tolist(), "y": y.tolist(), "statistic": found.statistic, "p": found.pvalue})

# p-values by counts and distance alone: exact up to 10,000 a sample, SciPy's asymptotic rule above.
p_values = []
for n, m in [(3, 5), (10, 10), (97, 101), (500, 2000), (500, 500), (100, 2000), (2000, 9973), (12000, 2000), (50000, 300), (100000, 2000), (40000, 40000), (20000, 100), (30000, 60)]:
    g = int(np.gcd(n, m))
    lcm = n * m // g
    for target in [0.3, 0.8, 1.2, 1.36, 1.63, 2.5, 4.0, 8.0]:
        h = round(target * np.sqrt((n + m) / (n * m)) * lcm)
        if not 0 < h <= lcm:
            continue
        if max(n, m) <= 10000:
            _, _, p = stats._stats_py._attempt_exact_2kssamp(n, m, g, h / lcm, "two-sided")
        else:
            p = stats.kstwo.sf(h / lcm, np.round(n * m / (n + m)))
        p_values.append({"n": n, "m": m, "h": h, "p": float(p)})

chi2 = []
for columns, total in [(2, 60), (3, 500), (7, 900), (40, 5000), (2, 100000)]:
    for shift in [0, 0.5]:
        weights = random.dirichlet(np.ones(columns) * 3)
        other = weights * (1 + shift * random.uniform(-1, 1, columns))
        a = random.multinomial(total, weights)
        b = random.multinomial(total // 2, other / other.sum())
        if ((a + b) == 0).any():
            continue
        found = stats.chi2_contingency([a, b], correction=False)
        chi2.append({"a": a.tolist(), "b": b.tolist(), "statistic": found.statistic, "freedom": int(found.dof), "p": found.pvalue})

gamma = [{"a": a, "x": x, "q": float(special.gammaincc(a, x)), "ln": float(special.gammaln(a))} for a in [0.5, 1, 2.5, 10, 49.5, 300] for x in [1e-6, 0.3, 1, 4, 11, 60, 280, 700]]

tests = [sorted(random.uniform(size=n).tolist(), key=lambda _: random.uniform()) for n in [1, 5, 20]] + [[0.001, 0.002, 0.04, 0.04, 0.5], [0.01] * 4]
bh = [{"p": p, "q": stats.false_discovery_control(p).tolist()} for p in tests]

json.dump({"scipy": __import__("scipy").__version__, "ks": ks, "pValues": p_values, "chi2": chi2, "gamma": gamma, "bh": bh}, sys.stdout)
