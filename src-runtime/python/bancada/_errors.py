"""`LabError`: what goes wrong in a way the learner can mend. `code` names it for programs, the message for people."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Dict, Tuple

# By code: Portuguese, English. The same words as src-runtime/messages.ts.
MESSAGES: Dict[str, Tuple[str, str]] = {
    "ARGUMENT": (
        "{where}: {value} não serve. Esperado: {expected}.",
        "{where}: {value} is not valid. Expected: {expected}.",
    ),
    "BODY_LARGE": (
        "O corpo da requisição passa do limite de {limit} bytes.",
        "The request body exceeds the limit of {limit} bytes.",
    ),
    "BODY_NOT_JSON": (
        "O corpo da requisição não é JSON válido.",
        "The request body is not valid JSON.",
    ),
    "BODY_SHAPE": (
        "O corpo não tem a forma esperada: {expected}.",
        "The body does not have the expected shape: {expected}.",
    ),
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
    "FIELD_CHOICE": (
        "O campo “{field}” não aceita {value}. Valores aceitos: {choices}.",
        "Field “{field}” does not accept {value}. Accepted values: {choices}.",
    ),
    "FIELD_MISSING": (
        "Falta o campo “{field}”.",
        "Field “{field}” is missing.",
    ),
    "FIELD_RANGE": (
        "O campo “{field}” vale {value}; deve ficar entre {min} e {max}.",
        "Field “{field}” is {value}; it must lie between {min} and {max}.",
    ),
    "FIELD_TYPE": (
        "O campo “{field}” deve ser {expected}; veio {value}.",
        "Field “{field}” must be {expected}; got {value}.",
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
    "MEDIA_TYPE": (
        "O tipo de conteúdo {type} não é aceito; envie {expected}.",
        "Content type {type} is not accepted; send {expected}.",
    ),
    "METRIC_VALUE": (
        "A métrica “{key}” recebeu {value}; só números finitos podem ser registrados.",
        "Metric “{key}” was given {value}; only finite numbers can be recorded.",
    ),
    "MODEL_UNKNOWN": (
        "Este servidor não tem o modelo {model}. Ele serve {known}.",
        "This server does not have the model {model}. It serves {known}.",
    ),
    "OUTPUT_UNKNOWN": (
        "Este passo não declara a saída “{name}”. Declaradas: {known}.",
        "This step declares no output “{name}”. Declared: {known}.",
    ),
    "PREDICTION_FAILED": (
        "O modelo falhou ao responder: {reason}",
        "The model failed to answer: {reason}",
    ),
    "REFERENCE_NONE": (
        "O modelo não traz linhas de referência, e sem elas não há com o que comparar uma resposta. Salve-o com `reference`.",
        "The model brings no reference rows, and without them there is nothing to compare an answer with. Save it with `reference`.",
    ),
    "ROUTE_UNKNOWN": (
        "Não há {method} {path} neste servidor. Veja /docs.",
        "There is no {method} {path} on this server. See /docs.",
    ),
    "ROWS_MANY": (
        "Vieram {rows} linhas; o limite por requisição é {limit}.",
        "There are {rows} rows; the limit per request is {limit}.",
    ),
    "STEP_TWICE": (
        "“{first}” e “{second}” usam @step; um passo tem uma só função principal.",
        "“{first}” and “{second}” both use @step; a step has one main function.",
    ),
    "TENSOR": (
        "O tensor “{field}” não serve: {expected}.",
        "Tensor “{field}” is not valid: {expected}.",
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
