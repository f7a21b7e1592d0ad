"""`save_model`: a scikit-learn classifier as a model folder that the lab registers, serves and monitors like any other.

A random forest, extra trees or a decision tree becomes `model.json`, flat arrays that the model server reads: the same answers to the last bit,
without Python. So does a random forest of YDF with numerical columns. Any other classifier is kept as scikit-learn keeps it, in `model.pkl`, which Python's server answers from.
"""

from __future__ import annotations

import array
import base64
import json
import os

from ._errors import LabError
from ._events import dumps
from ._files import Row, write_atomically
from ._random import seeded_random
from ._ydf import forest_of

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence

REFERENCE_ROWS = 2_000
# The program that answers from such a folder, and what it needs.
SERVICE = "from bancada._server.serve import main\n\nmain()\n"
TREES = ("RandomForestClassifier", "ExtraTreesClassifier", "DecisionTreeClassifier")


def save_model(
    folder: str,
    estimator: Any,
    *,
    target: str,
    columns: Optional[Sequence[str]] = None,
    reference: Iterable[Row] = (),
    seed: int = 0,
    description: Optional[str] = None,
    metrics: Optional[Mapping[str, float]] = None,
    python: bool = False,
) -> None:
    """`python`: keep even a forest as scikit-learn keeps it, to be served from Python."""
    estimator = forest_of(estimator)
    names = column_names(estimator, columns)
    classes = [str(label) for label in estimator.classes_]
    sample = reference_sample(list(reference), seed)
    rows = [{key: plain(value) for key, value in row.items()} for row in sample]
    os.makedirs(folder, exist_ok=True)
    trees = getattr(estimator, "trees", None) or (None if python else trees_of(estimator))
    signature = [{"name": name, "type": "double"} for name in names]
    importances = getattr(estimator, "feature_importances_", None)
    about = {
        "algorithm": "random_forest" if trees else type(estimator).__name__,
        "target": target,
        "classes": classes,
        "signature": signature,
        "importances": None if importances is None else dict(zip(names, map(float, importances))),
        "seed": seed,
    }
    if trees:
        encoder = {"numeric": [{"name": name, "fill": None} for name in names], "categorical": [], "sources": names, "precision": "float32"}
        stored = {"format": "bancada-classifier", "version": 1, **about, "params": {}, "encoder": encoder, "model": flat(trees, len(classes))}
        data = "model.json"
    else:
        import pickle

        write_atomically(os.path.join(folder, "model.pkl"), pickle.dumps(estimator, protocol=5))
        write_atomically(os.path.join(folder, "servico.py"), SERVICE)
        write_atomically(os.path.join(folder, "requirements.txt"), requirements())
        stored = {"format": "scikit-learn", "version": 1, **about}
        data = "model.pkl"
    text = dumps(stored)
    write_atomically(os.path.join(folder, "model.json"), text)
    write_atomically(os.path.join(folder, "MLmodel"), mlmodel(about, data, len(text), bool(rows), description, metrics))
    if rows:
        example = {name: rows[0].get(name) for name in names}
        write_atomically(os.path.join(folder, "input_example.json"), dumps(example) + "\n")
        answers = estimator.predict_proba([[row[name] for name in names] for row in rows])
        predictions = [prediction(classes, chances) for chances in answers]
        write_atomically(os.path.join(folder, "reference.json"), dumps({"rows": rows, "predictions": predictions}) + "\n")


def requirements() -> str:
    """The versions that made the model: another scikit-learn may read it otherwise."""
    from importlib.metadata import version

    return "".join(f"{name}=={version(name)}\n" for name in ("numpy", "scikit-learn"))


def prediction(classes: Sequence[str], chances: Sequence[float]) -> Dict[str, Any]:
    values = [float(chance) for chance in chances]
    return {"label": classes[values.index(max(values))], "probabilities": dict(zip(classes, values))}


def column_names(estimator: Any, columns: Optional[Sequence[str]]) -> List[str]:
    names = [str(name) for name in (columns if columns is not None else getattr(estimator, "feature_names_in_", []))]
    wanted = int(estimator.n_features_in_)
    if len(names) != wanted:
        raise LabError("ARGUMENT", where="model(columns=…)", value=json.dumps(names), expected=f"[{wanted}]")
    return names


def trees_of(estimator: Any) -> Optional[List[Any]]:
    """The trees of an estimator that is nothing but trees."""
    if type(estimator).__name__ not in TREES or not type(estimator).__module__.startswith("sklearn."):
        return None
    return [tree.tree_ for tree in getattr(estimator, "estimators_", [estimator])]


def flat(trees: Sequence[Any], classes: int) -> Dict[str, Any]:
    """Children side by side; a leaf has feature -1, and `left` names its values."""
    roots, feature, threshold, left, values = array.array("i"), array.array("h"), array.array("d"), array.array("i"), array.array("d")

    def add() -> int:
        feature.append(-1)
        threshold.append(0.0)
        left.append(0)
        return len(feature) - 1

    for tree in trees:
        below, above, columns, cuts = (part.tolist() for part in (tree.children_left, tree.children_right, tree.feature, tree.threshold))
        shares = tree.value[:, 0, :].tolist()
        root = add()
        roots.append(root)
        waiting = [(0, root)]
        while waiting:
            theirs, ours = waiting.pop()
            if below[theirs] < 0:
                left[ours] = len(values) // classes
                values.extend(shares[theirs])
                continue
            feature[ours], threshold[ours], left[ours] = columns[theirs], cuts[theirs], add()
            waiting += [(above[theirs], add()), (below[theirs], left[ours])]
    parts: Dict[str, array.array[Any]] = {"roots": roots, "feature": feature, "threshold": threshold, "left": left, "values": values}
    return {"outputs": classes, **{name: packed(part) for name, part in parts.items()}}


def packed(numbers: array.array[Any]) -> Dict[str, str]:
    kind = {"h": "i16", "i": "i32", "d": "f64"}[numbers.typecode]
    return {"type": kind, "base64": base64.b64encode(numbers.tobytes()).decode()}


def mlmodel(
    about: Mapping[str, Any], data: str, size: int, example: bool, description: Optional[str], metrics: Optional[Mapping[str, float]]
) -> str:
    inputs = [{"type": field["type"], "name": field["name"], "required": True} for field in about["signature"]]
    chances = [{"type": "double", "name": f"probability_{label}", "required": True} for label in about["classes"]]
    outputs = [{"type": "string", "name": "label", "required": True}, *chances]
    flavor = {key: about[key] for key in ("algorithm", "target", "classes")}
    document: Dict[str, Any] = {
        "flavors": {"bancada": {**flavor, "data": data, "loader_module": "bancada"}},
        "model_size_bytes": size,
        "signature": {"inputs": json.dumps(inputs), "outputs": json.dumps(outputs), "params": None},
    }
    if example:
        document["saved_input_example_info"] = {"artifact_path": "input_example.json", "type": "json_object"}
    document["metadata"] = {**({"description": description} if description else {}), **({"metrics": dict(metrics)} if metrics else {})}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"  # JSON is YAML


def reference_sample(rows: List[Row], seed: int) -> List[Row]:
    if len(rows) <= REFERENCE_ROWS:
        return rows
    chance = seeded_random(seed)
    order = list(range(len(rows)))
    for i in range(len(order) - 1, 0, -1):
        j = int(chance() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return [rows[index] for index in sorted(order[:REFERENCE_ROWS])]


def plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
