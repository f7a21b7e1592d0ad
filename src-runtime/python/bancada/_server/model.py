"""`Model`: a folder that `save_model` wrote with a `model.pkl`, ready to answer rows. Unpickling runs code: like every program of the learner it runs shut in."""

from __future__ import annotations

import json
import os

from .._model import prediction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional


class Model:
    def __init__(self, folder: str, service: Dict[str, Any]) -> None:
        import pickle

        about = read(folder, "model.json")
        if about is None:
            raise ValueError(f"{folder}: model.json")
        with open(os.path.join(folder, "model.pkl"), "rb") as file:
            self._estimator = pickle.load(file)
        self.algorithm: str = about["algorithm"]
        self.signature: List[Dict[str, Any]] = about["signature"]
        self.classes: List[str] = about["classes"]
        self.target: str = about["target"]
        self.importances: Optional[Dict[str, float]] = about.get("importances")
        # Asked for an explanation only: read when it is.
        self._folder = folder
        self._reference: Optional[List[Dict[str, Any]]] = None
        self.name: str = service.get("name") or about["target"]
        self.version: str = service.get("version") or "1"
        self.example: Optional[Dict[str, Any]] = read(folder, "input_example.json")
        self._names = [field["name"] for field in self.signature]
        self._frames = getattr(self._estimator, "feature_names_in_", None) is not None

    @property
    def reference(self) -> List[Dict[str, Any]]:
        if self._reference is None:
            self._reference = (read(self._folder, "reference.json") or {}).get("rows", [])
        return self._reference

    def predict(self, rows: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        cells: Any = [[row[name] for name in self._names] for row in rows]
        if self._frames:
            import importlib

            cells = importlib.import_module("pandas").DataFrame(cells, columns=self._names)
        return [prediction(self.classes, chances) for chances in self._estimator.predict_proba(cells).tolist()]


def read(folder: str, file: str) -> Any:
    try:
        with open(os.path.join(folder, file), encoding="utf-8") as text:
            return json.load(text)
    except (OSError, ValueError):
        return None
