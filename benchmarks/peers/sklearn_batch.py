"""A forest of scikit-learn: `train TRAIN.csv MODEL` and `score MODEL INPUT.csv OUTPUT.csv JOBS`, part by part as one does who minds memory. Prints its times."""

import json
import sys
import time

started = time.perf_counter()
import joblib  # noqa: E402
import pandas  # noqa: E402
from sklearn.ensemble import RandomForestClassifier  # noqa: E402

imported = time.perf_counter()


def train(source, target):
    rows = pandas.read_csv(source)
    forest = RandomForestClassifier(n_estimators=100, max_depth=12, random_state=7)
    forest.fit(rows.drop(columns="classe"), rows["classe"])
    joblib.dump(forest, target)


def score(model, source, target, jobs):
    forest = joblib.load(model)
    forest.set_params(n_jobs=int(jobs))
    count = 0
    for index, part in enumerate(pandas.read_csv(source, chunksize=20_000)):
        probabilities = forest.predict_proba(part[forest.feature_names_in_])
        part["label"] = forest.classes_[probabilities.argmax(axis=1)]
        for at, name in enumerate(forest.classes_):
            part[f"probability_{name}"] = probabilities[:, at]
        part.to_csv(target, mode="w" if index == 0 else "a", header=index == 0, index=False)
        count += len(part)
    return count


[work, *args] = sys.argv[1:]
answer = {"train": train, "score": score}[work](*args)
with open("/proc/self/status", encoding="utf-8") as status:
    peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({"rows": answer, "importMs": 1000 * (imported - started), "workMs": 1000 * (time.perf_counter() - imported), "peakMb": peak}))
