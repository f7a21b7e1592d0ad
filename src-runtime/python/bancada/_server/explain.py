"""`explain_prediction`, `permutation_importance`: why a row was answered as it was, and which columns the model leans on: as src-runtime/ml/explain, number by number, for models
that only Python can ask. Both keep to a limit of time, and say what they did within it."""

from __future__ import annotations

import math
import time

from .._random import seeded_random

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

    Row = Dict[str, Any]
    Predict = Callable[[List[Row]], List[Dict[str, Any]]]

EXACT_COLUMNS = 8
EXACT_BACKGROUND = 50
ORDERS = 200
LEAST_ORDERS = 4
REPEATS = 5
# Of one call of the model: requests are answered in between.
CHUNK_ROWS = 1_000
LIMIT_SECONDS = 20.0


def sample(rows: Sequence[Row], seed: int, most: int) -> List[Row]:
    if len(rows) <= most:
        return list(rows)
    return [rows[index] for index in sorted(shuffled(len(rows), seeded_random(seed))[:most])]


def shuffled(count: int, chance: Callable[[], float]) -> List[int]:
    order = list(range(count))
    shuffle(order, chance)
    return order


def shuffle(order: List[int], chance: Callable[[], float]) -> None:
    for i in range(len(order) - 1, 0, -1):
        j = int(chance() * (i + 1))
        order[i], order[j] = order[j], order[i]


def explain_prediction(
    row: Row, columns: Sequence[str], background: List[Row], predict: Predict, wanted: Optional[str], seed: int, limit: float = LIMIT_SECONDS
) -> Dict[str, Any]:
    end = time.monotonic() + limit
    prediction = predict([row])[0]
    label = wanted if wanted is not None else prediction["label"]

    def ask(rows: List[Row]) -> List[float]:
        return [float(one["probabilities"].get(label, 0.0)) for one in predict(rows)]

    value = float(prediction["probabilities"].get(label, 0.0))
    found = exact(ask, row, columns, background[:EXACT_BACKGROUND], end) if len(columns) <= EXACT_COLUMNS else None
    if found:
        (values, base), errors, against = found, None, background[:EXACT_BACKGROUND]
    else:
        values, errors = sampled(ask, row, columns, background, seed, end)
        base, against = value - sum(values), background
    told: List[Dict[str, Any]] = [
        {"column": name, "value": row.get(name), "contribution": values[c], **({"error": errors[c]} if errors else {})}
        for c, name in enumerate(columns)
    ]
    told.sort(key=lambda one: -abs(float(one["contribution"])))
    about = {"label": prediction["label"], "class": label, "seed": seed, "method": "sampled" if errors else "exact", "scale": "probability"}
    return {**about, "base": base, "value": value, "contributions": told, "background": len(against)}


def exact(
    ask: Callable[[List[Row]], List[float]], row: Row, columns: Sequence[str], background: List[Row], end: float
) -> Optional[Tuple[List[float], float]]:
    """All coalitions, each the mean over the background; None where the time would not do."""
    n, masks = len(columns), 2 ** len(columns)
    worth: List[float] = []
    at_once = max(1, CHUNK_ROWS // len(background))
    begun = time.monotonic()
    while len(worth) < masks:
        taken = range(len(worth), min(masks, len(worth) + at_once))
        answers = ask([mixed(row, other, columns, [bool(mask & (1 << c)) for c in range(n)]) for mask in taken for other in background])
        worth += [total(answers[i : i + len(background)]) / len(background) for i in range(0, len(answers), len(background))]
        now = time.monotonic()
        if now + (now - begun) / len(worth) * (masks - len(worth)) > end:
            return None
    share = [1 / n]
    for size in range(1, n):
        share.append(share[-1] * size / (n - size))
    values = []
    for c in range(n):
        value = 0.0
        for mask in range(masks):
            if not mask & (1 << c):
                value += share[bin(mask).count("1")] * (worth[mask | (1 << c)] - worth[mask])
        values.append(value)
    return values, worth[0]


def sampled(
    ask: Callable[[List[Row]], List[float]], row: Row, columns: Sequence[str], background: List[Row], seed: int, end: float
) -> Tuple[List[float], List[float]]:
    """Orders drawn with the seed, each walked forwards and backwards against one background row; fewer than all where the time ends first: the errors tell."""
    chance, n = seeded_random(seed), len(columns)
    order = list(range(n))
    sums, squares = [0.0] * n, [0.0] * n
    done = 0
    while done < ORDERS and (done < LEAST_ORDERS or time.monotonic() < end):
        shuffle(order, chance)
        other = background[done % len(background)]
        change = [0.0] * n
        walks = (order, order[::-1])
        path: List[Row] = []
        for walk in walks:
            place = {column: turn for turn, column in enumerate(walk)}
            path += [mixed(row, other, columns, [place[c] < turn for c in range(n)]) for turn in range(n + 1)]
        answers = ask(path)
        for w, walk in enumerate(walks):
            for turn, column in enumerate(walk, w * (n + 1)):
                change[column] += (answers[turn + 1] - answers[turn]) / 2
        for c in range(n):
            sums[c] += change[c]
            squares[c] += change[c] ** 2
        done += 1
    values = [one / done for one in sums]
    errors = [math.sqrt(max(0.0, squares[c] / done - values[c] ** 2) / max(1, done - 1)) for c in range(n)]
    return values, errors


def mixed(row: Row, other: Row, columns: Sequence[str], ours: Sequence[bool]) -> Row:
    return {name: (row if own else other).get(name) for name, own in zip(columns, ours)}


def permutation_importance(
    rows: List[Row], columns: Sequence[str], target: str, predict: Predict, limit: float = LIMIT_SECONDS
) -> Dict[str, Any]:
    """How much worse the model answers when one column's values are shuffled among the rows; with fewer repeats, then rows, where the time would not do."""
    begun = time.monotonic()
    answers = predict(rows)
    took = max(1e-9, (time.monotonic() - begun) * len(columns))
    repeats = int(min(REPEATS, max(1, limit // took)))
    if took > limit:
        few = max(1, int(len(rows) * limit / took))
        rows, answers = rows[:few], answers[:few]
    known = all(row.get(target) is not None for row in rows)
    truth = [str(row[target]) for row in rows] if known else [one["label"] for one in answers]

    def hits(found: List[Dict[str, Any]]) -> float:
        return sum(bool(one["label"] == truth[r]) for r, one in enumerate(found)) / len(rows)

    chance, baseline = seeded_random(0), hits(answers)
    ranked: List[Dict[str, Any]] = []
    for column in columns:
        drops = []
        for _ in range(repeats):
            order = shuffled(len(rows), chance)
            drops.append(baseline - hits(predict([{**row, column: rows[order[r]].get(column)} for r, row in enumerate(rows)])))
        drop = total(drops) / repeats
        deviation = math.sqrt(total([(one - drop) ** 2 for one in drops]) / repeats)
        ranked.append({"column": column, "drop": drop, "deviation": deviation})
    ranked.sort(key=lambda one: -float(one["drop"]))
    metric = "accuracy" if known else "agreement"
    return {"metric": metric, "baseline": baseline, "rows": len(rows), "repeats": repeats, "seed": 0, "columns": ranked}


def total(values: Sequence[float]) -> float:
    """One after the other, as JavaScript adds: newer Pythons' own sum rounds otherwise."""
    found = 0.0
    for value in values:
        found += value
    return found
