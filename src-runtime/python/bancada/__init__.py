"""What a learner's Python program imports: the twin of `@bancada/sdk`. Only the standard library, Python 3.9 or newer.

    from bancada import step, Lab

    @step
    def main(lab: Lab) -> None:
        rows = lab.input("voos").rows()
        lab.metric("linhas", len(rows))
        lab.output("resumo").json({"linhas": len(rows)})

A plain script does as well: `from bancada import lab`, or `import bancada` and `bancada.metric("f1", 0.9)`.
"""

from ._errors import LabError
from ._files import Row, Value
from ._io import Input, InputItem, Output
from ._lab import Lab, lab
from ._step import step

param = lab.param
metric = lab.metric
tag = lab.tag
log = lab.log
warn = lab.warn
progress = lab.progress
input = lab.input
output = lab.output
artifact = lab.artifact
context = lab.context

__all__ = [
    "Input",
    "InputItem",
    "Lab",
    "LabError",
    "Output",
    "Row",
    "Value",
    "artifact",
    "context",
    "input",
    "lab",
    "log",
    "metric",
    "output",
    "param",
    "progress",
    "step",
    "tag",
    "warn",
]
