"""`Refusal`: a request that cannot be answered, with its HTTP status and, where there is one, the field to blame."""

from __future__ import annotations

from .._errors import LabError

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict


class Refusal(LabError):
    def __init__(self, status: int, code: str, **data: object) -> None:
        super().__init__(code, **data)
        self.status = status

    def body(self) -> Dict[str, Any]:
        place = {key: self.data[key] for key in ("field", "row") if self.data.get(key) is not None}
        return {"code": self.code, "message": str(self), **place}
