"""`LabError`: what goes wrong in a way the learner can mend. `code` names it for programs, the message for people."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Dict, Tuple

# By code: Portuguese, English. The same words as src-runtime/messages.ts.
MESSAGES: Dict[str, Tuple[str, str]] = {
    "CONTEXT_MISSING": (
        "Este programa é um passo do Bancada: execute-o pelo botão Executar ou com `bancada run`."
        " (A variável LAB_CONTEXT não aponta para um contexto legível: {path}.)",
        "This program is a step of Bancada: start it with Run or `bancada run`."
        " (LAB_CONTEXT does not name a readable context: {path}.)",
    ),
    "CSV_QUOTE": (
        "O CSV “{file}” tem aspas abertas na linha {line} que nunca se fecham.",
        "The CSV “{file}” opens quotes on line {line} that are never closed.",
    ),
    "CSV_WIDTH": (
        "A linha {line} do CSV “{file}” tem {found} células; o cabeçalho tem {expected}.",
        "Line {line} of the CSV “{file}” has {found} cells; its header has {expected}.",
    ),
    "FORMAT": (
        "“{name}” é {format}; a operação {operation} só existe para {expected}.",
        "“{name}” is {format}; {operation} exists only for {expected}.",
    ),
    "INPUT_UNKNOWN": (
        "Este passo não declara a entrada “{name}”. Declaradas: {known}.",
        "This step declares no input “{name}”. Declared: {known}.",
    ),
    "JSON_BAD": (
        "“{file}” não é JSON válido (linha {line}): {reason}",
        "“{file}” is not valid JSON (line {line}): {reason}",
    ),
    "METRIC_VALUE": (
        "A métrica “{key}” recebeu {value}; só números finitos podem ser registrados.",
        "Metric “{key}” was given {value}; only finite numbers can be recorded.",
    ),
    "OUTPUT_UNKNOWN": (
        "Este passo não declara a saída “{name}”. Declaradas: {known}.",
        "This step declares no output “{name}”. Declared: {known}.",
    ),
    "STEP_TWICE": (
        "“{first}” e “{second}” usam @step; um passo tem uma só função principal.",
        "“{first}” and “{second}” both use @step; a step has one main function.",
    ),
}


class LabError(Exception):
    """`code` and `data` say what was wrong; the text is in the learner's language."""

    def __init__(self, code: str, **data: object) -> None:
        portuguese, english = MESSAGES[code]
        template = english if os.environ.get("LAB_LANG") == "en" else portuguese
        super().__init__(template.format(**data))
        self.code = code
        self.data: Dict[str, object] = data
