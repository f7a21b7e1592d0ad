"""Trains the forest that all servers answer from: scikit-learn on one thread, saved as the lab saves it, as a pickle and as ONNX. Prints its times and answers as JSON."""

import json
import pickle
import sys
import time

sys.path.insert(0, sys.argv[1])
folder = sys.argv[2]

import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
from bancada._model import save_model  # noqa: E402
from skl2onnx import convert_sklearn  # noqa: E402
from skl2onnx.common.data_types import FloatTensorType  # noqa: E402
from sklearn.datasets import make_classification  # noqa: E402
from sklearn.ensemble import RandomForestClassifier  # noqa: E402

X, y = make_classification(25_000, 20, n_informative=12, n_redundant=4, n_classes=2, flip_y=0.05, random_state=7)
X = X.astype(np.float32).astype(np.float64)
train, test = slice(0, 20_000), slice(20_000, 25_000)
names = [f"f{i}" for i in range(20)]


def median(run, calls):
    """Seconds of processor of one call."""
    taken = []
    for _ in range(9):
        begun = time.process_time()
        for _ in range(calls):
            run()
        taken.append((time.process_time() - begun) / calls)
    return sorted(taken)[len(taken) // 2]


begun = time.process_time()
forest = RandomForestClassifier(100, max_depth=12, n_jobs=1, random_state=1).fit(X[train], y[train])
train_seconds = time.process_time() - begun
rows = [dict(zip(names, map(float, row)), y=str(label)) for row, label in zip(X[:200], y[:200])]
save_model(f"{folder}/forest", forest, target="y", columns=names, reference=rows)
with open(f"{folder}/forest.pkl", "wb") as file:
    pickle.dump(forest, file)
onnx = convert_sklearn(forest, initial_types=[("input", FloatTensorType([None, 20]))], options={"zipmap": False}, target_opset=17)
with open(f"{folder}/forest.onnx", "wb") as file:
    file.write(onnx.SerializeToString())
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(f"{folder}/forest.onnx", options, providers=["CPUExecutionProvider"])
many = X[:10_000]
single = many[:1].astype(np.float32)
wide = many.astype(np.float32)
ask = lambda given: session.run(None, {"input": given})[1]  # noqa: E731
for run in (forest.predict_proba, ask):
    run(single)
told = {
    "sklearn": {"one": median(lambda: forest.predict_proba(single), 30), "many": median(lambda: forest.predict_proba(many), 1)},
    "onnx": {"one": median(lambda: ask(single), 2_000), "many": median(lambda: ask(wide), 1)},
    "train": {"seconds": train_seconds, "accuracy": float((forest.predict(X[test]) == y[test]).mean())},
    "rows": many.tolist(),
    "probabilities": forest.predict_proba(many)[:, 1].tolist(),
    "onnxFurthest": float(np.abs(ask(wide)[:, 1] - forest.predict_proba(many)[:, 1]).max()),
}
with open(f"{folder}/table.bin", "wb") as file:
    file.write(X.tobytes())
    file.write(y.astype(np.float64).tobytes())
print(json.dumps(told))
