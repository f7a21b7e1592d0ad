"""`Explanations`: what GET and POST /explain say, with the questions and refusals of src-runtime/server/routes/explain.ts."""

from __future__ import annotations

import json
import threading

from .explain import explain_prediction, permutation_importance, sample
from .refusal import Refusal
from .validate import valid_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Tuple

    from .explain import Predict
    from .model import Model

BACKGROUND_ROWS = 100
IMPORTANCE_ROWS = 500
MAX_SEED = 2**31


class Explanations:
    """`predict`: by way of the batcher, so that whoever only wants an answer is not kept from it."""

    def __init__(self, model: Model, predict: Predict) -> None:
        self.model = model
        self._asked = predict
        self._columns = [field["name"] for field in model.signature]
        self._about = {"name": model.name, "version": model.version}
        self._measured: Optional[Dict[str, Any]] = None
        self._measuring = threading.Lock()

    def prediction(self, body: Any, request_id: str) -> Dict[str, Any]:
        given, wanted, seed = self._question(body)
        row = valid_row(given, self.model.signature)
        background = sample(self._reference(), seed, BACKGROUND_ROWS)
        told = explain_prediction(row, self._columns, background, self._predict, wanted, seed)
        return {**told, "model": self._about, "request_id": request_id}

    def importance(self) -> Dict[str, Any]:
        rows = sample(self._reference(), 0, IMPORTANCE_ROWS)
        with self._measuring:
            self._measured = self._measured or permutation_importance(rows, self._columns, self.model.target, self._predict)
        return {"model": self._about, "training": self.model.importances, "permutation": self._measured}

    def _predict(self, rows: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        try:
            return self._asked(rows)
        except Exception as error:
            raise Refusal(500, "PREDICTION_FAILED", reason=str(error)) from error

    def _reference(self) -> List[Dict[str, Any]]:
        """What an answer is compared with: without reference rows there is nothing to explain against."""
        if not self.model.reference:
            raise Refusal(409, "REFERENCE_NONE")
        return self.model.reference

    def _question(self, body: Any) -> Tuple[Any, Optional[str], int]:
        if not isinstance(body, dict):
            raise Refusal(422, "BODY_SHAPE", expected='{ "row": {…}, "class"?: "…", "seed"?: 0 }')
        wanted, seed = body.get("class"), body.get("seed", 0)
        if "class" in body and wanted not in self.model.classes:
            raise Refusal(422, "FIELD_CHOICE", field="class", value=plain(wanted)[:80], choices=", ".join(self.model.classes))
        number = isinstance(seed, (int, float)) and not isinstance(seed, bool)
        if not (number and 0 <= seed < MAX_SEED and seed == int(seed)):
            raise Refusal(422, "FIELD_TYPE", field="seed", expected="long", value=plain(seed)[:80])
        return body.get("row"), wanted, int(seed)


def plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
