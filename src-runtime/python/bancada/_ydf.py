"""`forest_of`: a random forest of YDF (Yggdrasil Decision Forests) in the shape in which scikit-learn's forests are read here.

Its splits are `x >= cut` in single precision; ours are `x <= cut`. On either side of the single-precision number before `cut` both are the same.
"""

from __future__ import annotations

from importlib import import_module

from ._errors import LabError

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Sequence

EXPECTED = "ydf.RandomForestLearner(task=CLASSIFICATION), numerical columns"


class Tree:
    """Children by index, as in scikit-learn's `tree_`; -1 where there are none."""

    def __init__(self, root: Any, columns: Dict[int, int], classes: int, votes: bool) -> None:
        np = numpy()
        left: List[int] = []
        right: List[int] = []
        feature: List[int] = []
        threshold: List[float] = []
        shares: List[List[float]] = []
        waiting = [(root, -1, False)]
        while waiting:
            node, parent, is_right = waiting.pop()
            at = len(feature)
            if parent >= 0:
                (right if is_right else left)[parent] = at
            left.append(-1)
            right.append(-1)
            shares.append([0.0] * classes)
            if node.is_leaf:
                feature.append(-2)
                threshold.append(-2.0)
                shares[at] = shares_of(node.value.probability, votes)
                continue
            condition = node.condition
            if type(condition).__name__ != "NumericalHigherThanCondition":
                raise LabError("ARGUMENT", where="model(estimator)", value=type(condition).__name__, expected=EXPECTED)
            feature.append(columns[condition.attribute])
            threshold.append(float(np.nextafter(np.float32(condition.threshold), np.float32("-inf"))))
            waiting += [(node.pos_child, at, True), (node.neg_child, at, False)]
        self.children_left, self.children_right = np.array(left), np.array(right)
        self.feature, self.threshold = np.array(feature), np.array(threshold)
        self.value = np.array(shares)[:, None, :]


def numpy() -> Any:
    """Is there wherever a model of YDF is; the SDK itself needs the standard library alone."""
    return import_module("numpy")


def shares_of(probability: Sequence[float], votes: bool) -> List[float]:
    """`votes`: each tree has one, for the class that it finds most often."""
    if not votes:
        return [float(one) for one in probability]
    winner = max(range(len(probability)), key=lambda k: probability[k])
    return [1.0 if k == winner else 0.0 for k in range(len(probability))]


class Forest:
    def __init__(self, model: Any) -> None:
        inputs = model.input_features()
        numeric = all(each.semantic.name == "NUMERICAL" for each in inputs)
        if model.name() != "RANDOM_FOREST" or model.task().name != "CLASSIFICATION" or not numeric:
            found = f"{model.name()}, {model.task().name}, {', '.join(each.semantic.name for each in inputs)}"
            raise LabError("ARGUMENT", where="model(estimator)", value=found, expected=EXPECTED)
        self.model = model
        self.classes_ = [str(label) for label in model.label_classes()]
        self.feature_names_in_ = [each.name for each in inputs]
        self.n_features_in_ = len(inputs)
        self.feature_importances_ = importances(model, self.feature_names_in_)
        columns = {each.column_idx: at for at, each in enumerate(inputs)}
        votes = model.winner_takes_all()
        self.trees = [Tree(tree.root, columns, len(self.classes_), votes) for tree in model.iter_trees()]

    def predict_proba(self, rows: Sequence[Sequence[float]]) -> Any:
        np = numpy()
        matrix = np.asarray(rows, dtype=np.float32)
        found = self.model.predict({name: matrix[:, at] for at, name in enumerate(self.feature_names_in_)})
        return found if found.ndim == 2 else np.stack([1 - found, found], axis=1)


def importances(model: Any, names: Sequence[str]) -> Optional[List[float]]:
    """Share of each column in what all splits gained."""
    gains = {name: max(0.0, float(gain)) for gain, name in model.variable_importances().get("SUM_SCORE", [])}
    total = sum(gains.values())
    return [gains.get(name, 0.0) / total for name in names] if total > 0 else None


def forest_of(estimator: Any) -> Any:
    """The estimator itself where it is none of YDF's."""
    return Forest(estimator) if type(estimator).__module__.split(".")[0] == "ydf" else estimator
