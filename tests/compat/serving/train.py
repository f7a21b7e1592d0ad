"""Models of scikit-learn as the lab's Python steps save them, and what scikit-learn and shap say about them. Prints one JSON object."""

import json
import sys

sys.path.insert(0, sys.argv[1])
folder = sys.argv[2]

import numpy as np  # noqa: E402
from bancada._model import save_model  # noqa: E402
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.tree import DecisionTreeClassifier  # noqa: E402

chance = np.random.default_rng(7)
names = [f"c{i}" for i in range(6)]
X = chance.normal(size=(600, 6))
y = np.where(X[:, 0] + X[:, 1] * X[:, 2] > 0.5, "alto", np.where(X[:, 3] > 0, "médio", "baixo"))
rows = [dict(zip(names, map(float, row)), classe=str(label)) for row, label in zip(X, y)]

estimators = {
    "floresta": RandomForestClassifier(30, max_depth=8, random_state=1),
    "extra": ExtraTreesClassifier(10, random_state=2),
    "arvore": DecisionTreeClassifier(max_depth=6, random_state=3),
    "linear": LogisticRegression(),
}
told = {}
save_model(f"{folder}/python", estimators["floresta"].fit(X, y), target="classe", columns=names, reference=rows, python=True)
for name, estimator in estimators.items():
    estimator.fit(X, y)
    save_model(f"{folder}/{name}", estimator, target="classe", columns=names, reference=rows, metrics={"f1": 0.9})
    told[name] = {"classes": list(estimator.classes_), "probabilities": estimator.predict_proba(X).tolist()}

import ydf  # noqa: E402

table = {name: X[:, at].astype(np.float32) for at, name in enumerate(names)}
learners = {
    "ydf": ydf.RandomForestLearner(label="classe", num_trees=30, max_depth=8, random_seed=1),
    "ydf-medias": ydf.RandomForestLearner(label="classe", num_trees=10, winner_take_all=False, random_seed=2),
}
for name, learner in learners.items():
    model = learner.train({**table, "classe": y}, verbose=0)
    save_model(f"{folder}/{name}", model, target="classe", reference=rows)
    told[name] = {"classes": list(model.label_classes()), "probabilities": model.predict(table).tolist()}

shap = None
if len(sys.argv) > 3:
    import shap as library

    # In doubles: shap itself reads the forest's probabilities.
    explainer = library.TreeExplainer(estimators["floresta"], X[:40], feature_perturbation="interventional", model_output="probability")
    values = explainer.shap_values(X[100:103])
    shap = {"values": np.asarray(values).tolist(), "base": np.asarray(explainer.expected_value).tolist()}
print(json.dumps({"rows": rows, "models": told, "shap": shap}))
