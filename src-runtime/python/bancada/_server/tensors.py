"""`rows_of_tensors`, `infer_answer`: tensors of the Open Inference Protocol V2, as JSON or as bytes behind it, as src-runtime/server/v2."""

from __future__ import annotations

import array
import math
import struct
import sys

from .refusal import Refusal
from .validate import check_count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Sequence, Tuple

DATATYPES = {"double": "FP64", "long": "INT64", "string": "BYTES", "boolean": "BOOL"}
FORMATS = {
    **{"BOOL": "?", "UINT8": "B", "UINT16": "H", "UINT32": "I", "UINT64": "Q", "INT8": "b", "INT16": "h", "INT32": "i", "INT64": "q"},
    **{"FP16": "e", "FP32": "f", "FP64": "d"},
}
NAMES = ("label", "probabilities")


def rows_of_tensors(body: Any, binary: bytes, signature: Sequence[Mapping[str, Any]]) -> List[Dict[str, Any]]:
    inputs = body.get("inputs") if isinstance(body, dict) else None
    if not isinstance(inputs, list) or not inputs:
        raise Refusal(422, "BODY_SHAPE", expected='{ "inputs": [{ name, shape, datatype, data }] }', field="inputs")
    at, tensors = 0, []
    for given in inputs:
        tensor, at = read_tensor(given, binary, at)
        tensors.append(tensor)
    if at != len(binary):
        raise Refusal(422, "TENSOR", field="inputs", expected=f"binary_data_size: {len(binary)}")
    names = [field["name"] for field in signature]
    first, shape, data = tensors[0]
    check_count(shape[0])
    if len(tensors) == 1 and len(shape) == 2 and shape[1] == len(names) and first not in names:
        return [dict(zip(names, data[r * len(names) : (r + 1) * len(names)])) for r in range(shape[0])]
    rows: List[Dict[str, Any]] = [{} for _ in range(shape[0])]
    for name, _, values in tensors:
        if len(values) != len(rows):
            raise Refusal(422, "TENSOR", field=name, expected=f"shape [{len(rows)}]")
        if name in names:
            for row, value in zip(rows, values):
                row[name] = value
    return rows


def read_tensor(given: Any, binary: bytes, at: int) -> Tuple[Tuple[str, List[int], List[Any]], int]:
    tensor = given if isinstance(given, dict) else {}
    name, shape, datatype = tensor.get("name"), tensor.get("shape"), tensor.get("datatype")
    field = name[:100] if isinstance(name, str) else "inputs"
    if not isinstance(name, str):
        raise Refusal(422, "TENSOR", field=field, expected="name")
    if not isinstance(datatype, str) or (datatype not in FORMATS and datatype != "BYTES"):
        raise Refusal(422, "TENSOR", field=field, expected=f"datatype {' | '.join([*FORMATS, 'BYTES'])}")
    if not isinstance(shape, list) or not shape or not all(type(size) is int and 0 <= size < 2**53 for size in shape):
        raise Refusal(422, "TENSOR", field=field, expected="shape [n] | [n, m]")
    size = math.prod(shape)
    parameters = tensor.get("parameters")
    length = parameters.get("binary_data_size") if isinstance(parameters, dict) else None
    if length is None:
        data = tensor.get("data")
        if not isinstance(data, list):
            raise Refusal(422, "TENSOR", field=field, expected="data […]")
        values = flattened(data, 3)
        if len(values) != size:
            raise Refusal(422, "TENSOR", field=field, expected=f"data: {size} (shape)")
        return (name, shape, values), at
    if type(length) is not int or not 0 <= length < 2**53:
        raise Refusal(422, "TENSOR", field=field, expected="binary_data_size: 0 …")
    found = decoded(datatype, binary[at : at + length], size)
    if found is None:
        raise Refusal(422, "TENSOR", field=field, expected=f"binary_data_size: {datatype} × {size} (shape)")
    return (name, shape, found), at + length


def flattened(data: List[Any], depth: int) -> List[Any]:
    if depth == 0 or not any(isinstance(item, list) for item in data):
        return data
    return [one for item in data for one in (flattened(item, depth - 1) if isinstance(item, list) else [item])]


def decoded(datatype: str, given: bytes, count: int) -> Any:
    if datatype != "BYTES":
        width = struct.calcsize(f"<{FORMATS[datatype]}")
        return list(struct.unpack(f"<{count}{FORMATS[datatype]}", given)) if len(given) == width * count else None
    texts: List[str] = []
    at = 0
    while at + 4 <= len(given) and len(texts) < count:
        end = at + 4 + int.from_bytes(given[at : at + 4], "little")
        if end > len(given):
            return None
        texts.append(given[at + 4 : end].decode("utf-8", "replace"))
        at = end
    return texts if at == len(given) and len(texts) == count else None


def infer_answer(predictions: Sequence[Mapping[str, Any]], classes: Sequence[str], asked: Any) -> Tuple[List[Dict[str, Any]], bytes]:
    parameters = asked.get("parameters")
    everything = isinstance(parameters, dict) and parameters.get("binary_data_output") is True
    binary = b""
    outputs: List[Dict[str, Any]] = []
    for name, as_bytes in wanted(asked.get("outputs"), everything):
        tensor = tensor_of(name, predictions, classes)
        if as_bytes:
            part = encoded(tensor.pop("data"), name)
            tensor["parameters"] = {**tensor.get("parameters", {}), "binary_data_size": len(part)}
            binary += part
        outputs.append(tensor)
    return outputs, binary


def wanted(outputs: Any, everything: bool) -> List[Tuple[str, bool]]:
    if not isinstance(outputs, list) or not outputs:
        return [(name, everything) for name in NAMES]
    found = []
    for output in outputs:
        name = output.get("name") if isinstance(output, dict) else None
        if name not in NAMES:
            raise Refusal(422, "TENSOR", field="outputs", expected=" | ".join(NAMES))
        parameters = output.get("parameters")
        own = parameters.get("binary_data") if isinstance(parameters, dict) else None
        found.append((str(name), everything if own is None else own is True))
    return found


def tensor_of(name: str, predictions: Sequence[Mapping[str, Any]], classes: Sequence[str]) -> Dict[str, Any]:
    if name == "label":
        return {"name": name, "datatype": "BYTES", "shape": [len(predictions)], "data": [one["label"] for one in predictions]}
    data = [one["probabilities"][label] for one in predictions for label in classes]
    shape = [len(predictions), len(classes)]
    return {"name": name, "datatype": "FP64", "shape": shape, "parameters": {"classes": ",".join(classes)}, "data": data}


def encoded(values: Sequence[Any], name: str) -> bytes:
    if name == "label":
        return b"".join(len(text).to_bytes(4, "little") + text for text in (str(value).encode() for value in values))
    doubles = array.array("d", values)
    if sys.byteorder == "big":
        doubles.byteswap()
    return doubles.tobytes()
