"""`Input`, `Output`: the artifacts of a step, as the learner handles them."""

from __future__ import annotations

import os

from ._errors import LabError
from ._events import dumps
from ._files import Row, Value, format_rows, parse_json, read_rows, read_text, write_atomically

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, List, Mapping


class InputItem:
    """An artifact that arrived: read-only. `path` is absolute, of a file or a folder."""

    def __init__(self, name: str, ref: Mapping[str, Any]) -> None:
        self.name = name
        self.path: str = ref["path"]
        self.format: str = ref.get("format", "folder")
        #: Of one instance of a matrix step: its values.
        self.matrix: Dict[str, Value] = dict(ref.get("matrix", {}))

    def __fspath__(self) -> str:
        return self.path

    def text(self) -> str:
        """The whole file as text."""
        if self.format == "folder":
            raise LabError("FORMAT", name=self.name, format="folder", operation="text()", expected="file, json, jsonl, csv")
        return read_text(self.path)

    def json(self) -> Any:
        """The value that a JSON file holds."""
        return parse_json(self.text(), os.path.basename(self.path))

    def rows(self) -> List[Row]:
        """Rows of a csv, jsonl or json file. In csv, empty cells are `None` and numbers are numbers."""
        return read_rows(self.path, self.format)


class Input(InputItem):
    """`items`: of a matrix step, one entry per instance; else empty."""

    def __init__(self, name: str, ref: Mapping[str, Any]) -> None:
        super().__init__(name, ref)
        self.items: List[InputItem] = [InputItem(item.get("name", name), item) for item in ref.get("items", [])]


class Output:
    """An artifact to leave behind; it becomes visible to later steps when this one ends well."""

    def __init__(self, name: str, ref: Mapping[str, Any]) -> None:
        self.name = name
        self.path: str = ref["path"]
        self.format: str = ref["format"]

    def __fspath__(self) -> str:
        return self.path

    def text(self, content: str) -> None:
        """Writes the file, whole or not at all."""
        write_atomically(self._file("text()"), content)

    def json(self, value: object) -> None:
        """Writes a value as JSON."""
        write_atomically(self._file("json()"), dumps(value) + "\n")

    def rows(self, rows: Iterable[Row]) -> None:
        """Writes csv, jsonl or json, by the file's ending."""
        write_atomically(self._file("rows()"), format_rows(rows, self.path, self.format))

    def folder(self) -> str:
        """Makes the folder of a folder output (`modelo/`) and answers with its path."""
        if self.format != "folder":
            raise LabError("FORMAT", name=self.name, format=self.format, operation="folder()", expected=f"folder ({self.name}/)")
        os.makedirs(self.path, exist_ok=True)
        return self.path

    def model(self, estimator: Any, *, target: str, **about: Any) -> None:
        """Writes a fitted scikit-learn classifier as a model folder: `columns` (without names of its own), `reference`, `description`, `metrics`."""
        from ._lab import lab
        from ._model import save_model

        save_model(self.folder(), estimator, target=target, seed=lab.seed, **about)

    def _file(self, operation: str) -> str:
        if self.format == "folder":
            raise LabError("FORMAT", name=self.name, format="folder", operation=operation, expected="file, json, jsonl, csv")
        return self.path
