"""The forest behind FastAPI, as one writes it by hand: V2's infer over JSON, no validation but the shape. FOLDER and MODEL (sklearn or onnx) say what answers."""

import os
import pickle

import numpy as np
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

folder = os.environ["FOLDER"]
app = FastAPI()

if os.environ["MODEL"] == "sklearn":
    with open(f"{folder}/forest.pkl", "rb") as file:
        predict = pickle.load(file).predict_proba
else:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(f"{folder}/forest.onnx", options, providers=["CPUExecutionProvider"])

    def predict(given):
        return session.run(None, {"input": given})[1]


@app.get("/readyz")
async def ready():
    return {"ready": True}


@app.post("/v2/models/forest/infer")
async def infer(request: Request):
    body = await request.json()
    tensor = body["inputs"][0]
    given = np.asarray(tensor["data"], dtype=np.float32).reshape(tensor["shape"])
    chances = predict(given)
    labels = ["1" if row[1] > row[0] else "0" for row in chances]
    outputs = [
        {"name": "label", "datatype": "BYTES", "shape": [len(labels)], "data": labels},
        {"name": "probabilities", "datatype": "FP64", "shape": list(chances.shape), "data": [float(one) for row in chances for one in row]},
    ]
    return JSONResponse({"model_name": "forest", "model_version": "1", "id": body.get("id", ""), "outputs": outputs})
