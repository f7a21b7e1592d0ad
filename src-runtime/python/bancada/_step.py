"""`step`: marks the main function of a step. It runs once the file has been read to its end, and not at all when the file is only imported."""

from __future__ import annotations

from ._errors import LabError
from ._lab import Lab, lab

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Callable, List, TypeVar

    Body = TypeVar("Body", bound=Callable[[Lab], object])

waiting: List[Callable[[Lab], object]] = []

def step(body: Body) -> Body:
    """Marks the main function of a step: it runs with the lab once the file has been read to its end."""
    if body.__module__ == "__main__":
        lab.context()  # started by hand, it says so at once
        if waiting:
            raise LabError("STEP_TWICE", first=waiting[0].__name__, second=body.__name__)
        waiting.append(body)
    return body

def run_waiting() -> None:
    while waiting:
        waiting.pop()(lab)
