"""The trained forest as MLServer and as MLflow want it: FOLDER/mlserver and FOLDER/mlflow. Run by the Python of each: mlserver|mlflow FOLDER."""

import json
import os
import pickle
import shutil
import sys

kind, folder = sys.argv[1:]
target = f"{folder}/{kind}"
if kind == "mlserver":
    os.makedirs(target)
    shutil.copy(f"{folder}/forest.pkl", f"{target}/forest.joblib")
    model = {"name": "forest", "implementation": "mlserver_sklearn.SKLearnModel", "parameters": {"uri": "./forest.joblib"}}
    with open(f"{target}/model-settings.json", "w") as file:
        json.dump(model, file)
else:
    import mlflow

    with open(f"{folder}/forest.pkl", "rb") as file:
        forest = pickle.load(file)
    mlflow.sklearn.save_model(forest, target, pyfunc_predict_fn="predict_proba", serialization_format="pickle")
