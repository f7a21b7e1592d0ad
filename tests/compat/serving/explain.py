"""Explanations of the model server's own functions within a limit of time that a request cannot choose. Prints one JSON object."""

import json
import sys

sys.path.insert(0, sys.argv[1])

from bancada._server.explain import explain_prediction, permutation_importance, sample  # noqa: E402
from bancada._server.model import Model  # noqa: E402

model = Model(sys.argv[2], {})
asked = json.load(sys.stdin)
columns = [field["name"] for field in model.signature]
background = sample(model.reference, asked["seed"], 100)
prediction, importance = asked["limits"]
told = {
    "prediction": explain_prediction(asked["row"], columns, background, model.predict, asked["class"], asked["seed"], limit=prediction),
    "importance": permutation_importance(model.reference, columns, model.target, model.predict, limit=importance),
}
print(json.dumps(told))
