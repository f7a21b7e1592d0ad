"""`write_atomically`, `read_rows`, `format_rows`: files of rows in the three formats that need no library."""

from __future__ import annotations

import json
import os

from ._csv import Row, Value, format_csv, parse_csv
from ._errors import LabError
from ._events import dumps

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Iterable, List, Union

__all__ = ["Row", "Value", "format_rows", "parse_json", "read_rows", "read_text", "write_atomically"]


def read_text(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write_atomically(path: str, content: Union[str, bytes]) -> None:
    """Readers see the old content or the new one, never half of it."""
    partial = f"{path}.part"
    with open(partial, "wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
    os.replace(partial, path)


def parse_json(text: str, file: str, line: int = 1) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise LabError("JSON_BAD", file=file, line=line + getattr(error, "lineno", 1) - 1, reason=str(error)) from None


def read_rows(path: str, format: str) -> List[Row]:
    kind = row_format(path, format)
    text = read_text(path)
    file = os.path.basename(path)
    if kind == "csv":
        return parse_csv(text, file)
    if kind == "jsonl":
        return [parse_json(record, file, line) for line, record in enumerate(text.split("\n"), 1) if record.strip()]
    rows = parse_json(text, file)
    if not isinstance(rows, list):
        raise LabError("FORMAT", name=file, format=type(rows).__name__, operation="rows()", expected="[…]")
    return rows


def format_rows(rows: Iterable[Row], path: str, format: str) -> str:
    kind = row_format(path, format)
    if kind == "csv":
        return format_csv(rows)
    if kind == "json":
        return dumps(list(rows)) + "\n"
    return "".join(dumps(row) + "\n" for row in rows)


def row_format(path: str, format: str) -> str:
    """The file's ending decides; a file without a telling one goes by the format it was declared with."""
    ending = os.path.splitext(path)[1][1:]
    kind = ending if ending in ("csv", "json", "jsonl") else format
    if kind in ("csv", "json", "jsonl"):
        return kind
    raise LabError("FORMAT", name=os.path.basename(path), format=format, operation="rows()", expected="csv, jsonl, json")
