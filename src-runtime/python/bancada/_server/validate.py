"""`valid_row`, `valid_rows`: requests against the signature, as src-runtime/server/validate.ts."""

from __future__ import annotations

import json
import math

from .refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Optional, Sequence

    Field = Mapping[str, Any]

MAX_ROWS = 10_000
SAFE = 2**53 - 1
TYPES = {"string": str, "boolean": bool}


def check_count(rows: int) -> None:
    if rows > MAX_ROWS:
        raise Refusal(413, "ROWS_MANY", rows=rows, limit=MAX_ROWS)


def valid_rows(body: Any, signature: Sequence[Field]) -> List[Dict[str, Any]]:
    if not isinstance(body, list):
        raise Refusal(422, "BODY_SHAPE", expected="[{…}, …]")
    check_count(len(body))
    return [valid_row(row, signature, index) for index, row in enumerate(body)]


def valid_row(body: Any, signature: Sequence[Field], row: Optional[int] = None) -> Dict[str, Any]:
    if not isinstance(body, dict):
        names = ", ".join(field["name"] for field in signature)
        raise Refusal(422, "BODY_SHAPE", expected=f"{{ {names} }}", row=row)
    return {field["name"]: valid_value(body.get(field["name"]), field, row) for field in signature}


def valid_value(value: Any, field: Field, row: Optional[int]) -> Any:
    about = {"field": field["name"], "row": row, "value": shown(value)}
    if value is None:
        if field.get("optional"):
            return None
        raise Refusal(422, "FIELD_MISSING", **about)
    if not has_type(value, field["type"]):
        raise Refusal(422, "FIELD_TYPE", expected=field["type"], **about)
    low, high = field.get("min"), field.get("max")
    if is_number(value) and ((low is not None and value < low) or (high is not None and value > high)):
        raise Refusal(422, "FIELD_RANGE", min="-∞" if low is None else low, max="∞" if high is None else high, **about)
    choices = field.get("choices")
    if choices is not None and str(value) not in choices:
        raise Refusal(422, "FIELD_CHOICE", choices=", ".join(choices), **about)
    return value


def has_type(value: Any, wanted: str) -> bool:
    if wanted in TYPES:
        return isinstance(value, TYPES[wanted])
    if not is_number(value):
        return False
    try:
        number = float(value)
    except OverflowError:
        return False
    return math.isfinite(number) and (wanted == "double" or (number.is_integer() and abs(number) <= SAFE))


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """A value as a message shows it; what is nested may be deeper than any stack."""
    if isinstance(value, (list, dict)):
        return "[…]" if isinstance(value, list) else "{…}"
    text = "undefined" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:80] + "…"
