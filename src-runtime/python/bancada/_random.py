"""`seeded_random`: sfc32 filled by splitmix32, number by number the chance that `@bancada/sdk` gives for the same seed."""

from __future__ import annotations

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Callable


MASK = 0xFFFFFFFF


def seeded_random(seed: float) -> Callable[[], float]:
    fill = int(seed) & MASK

    def word() -> int:
        nonlocal fill
        fill = (fill + 0x9E3779B9) & MASK
        t = ((fill ^ (fill >> 16)) * 0x21F0AAAD) & MASK
        t = ((t ^ (t >> 15)) * 0x735A2D97) & MASK
        return t ^ (t >> 15)

    a, b, c, counter = word(), word(), word(), 1

    def random() -> float:
        nonlocal a, b, c, counter
        total = (a + b + counter) & MASK
        counter = (counter + 1) & MASK
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & MASK
        c = (((c << 21) | (c >> 11)) + total) & MASK
        return total / 4294967296

    for _ in range(12):
        random()
    return random
