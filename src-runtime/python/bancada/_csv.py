"""`parse_csv`, `format_csv`: RFC 4180 with types that survive the round trip, as `@bancada/sdk` reads and writes it.

Unquoted cells become numbers, booleans or, when empty, `None`; a quoted cell is always text. The `csv` module cannot tell both apart.
"""

from __future__ import annotations

import math
import re

from ._errors import LabError

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple, Union

    Value = Union[str, int, float, bool, None]
    Row = Dict[str, Value]
else:
    Value, Row = object, dict

NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")
INTEGER = re.compile(r"[+-]?[0-9]+\Z")
CELL = re.compile(r'"((?:[^"]|"")*)"([^,\r\n]*)|([^,\r\n]*)')
LONGEST = 2**53


def typed(cell: str) -> Value:
    """Leading zeros (postal codes) and integers too long for a double stay text."""
    if cell == "":
        return None
    if cell[0] <= "9" and NUMBER.match(cell):
        if INTEGER.match(cell):
            whole = int(cell)
            return whole if abs(whole) < LONGEST else cell
        number = float(cell)
        return number if math.isfinite(number) else cell
    return {"true": True, "false": False}.get(cell, cell)


def parse_csv(text: str, file: str = "csv") -> List[Row]:
    rows: List[Row] = []
    header: Optional[List[str]] = None
    for line, cells in records(text.lstrip("\ufeff"), file):
        if header is None:
            header = [cell for cell, _ in cells]
        elif len(cells) == len(header):
            rows.append({name: cell if is_text else typed(cell) for name, (cell, is_text) in zip(header, cells)})
        elif not (len(cells) == 1 and cells[0] == ("", False)):
            raise LabError("CSV_WIDTH", file=file, line=line, found=len(cells), expected=len(header))
    return rows


def records(text: str, file: str) -> Iterator[Tuple[int, List[Tuple[str, bool]]]]:
    """Each record with its first line; each cell with whether it was quoted."""
    at, line, first, end = 0, 1, 1, len(text)
    cells: List[Tuple[str, bool]] = []
    while at < end:
        found = CELL.match(text, at)
        assert found is not None  # an empty cell is one
        quoted, rest, bare = found.groups()
        if quoted is None and text[at] == '"':
            raise LabError("CSV_QUOTE", file=file, line=line)
        if quoted is None:
            cells.append((bare, False))
        else:
            line += quoted.count("\n")
            cells.append((quoted.replace('""', '"') + rest, True))
        at = found.end()
        if text[at : at + 1] == ",":
            at += 1
            if at < end:
                continue
            cells.append(("", False))
        at += 2 if text[at : at + 2] == "\r\n" else 1
        line += 1
        yield first, cells
        cells, first = [], line


def format_csv(rows: Iterable[Row]) -> str:
    """Columns are those of all rows, in order of first appearance; what a row lacks is a gap."""
    kept = list(rows)
    names = list(dict.fromkeys(name for row in kept for name in row))
    lines = [",".join(quoted(name) for name in names)]
    lines += [",".join(format_cell(row.get(name)) for name in names) for row in kept]
    return "\n".join(lines) + "\n"


def format_cell(cell: Value) -> str:
    value: Any = cell
    if hasattr(value, "item"):
        value = value.item()  # of an array library
    if value is None or isinstance(value, float) and not math.isfinite(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    return quoted(text) if typed(text) == text else '"' + text.replace('"', '""') + '"'


def quoted(text: str) -> str:
    if text == "" or re.search(r'[",\r\n]|^\s|\s$|^\ufeff', text):
        return '"' + text.replace('"', '""') + '"'
    return text
