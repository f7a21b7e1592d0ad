"""Prefect as its documentation starts it: a flow of tasks, the temporary local server on SQLite that it brings along. One line of input, one run, one line with its seconds."""
import sys
import time

from prefect import flow, task


@task
def nothing(before=None):
    return 0


@flow
def chain(n: int):
    last = None
    for _ in range(n):
        last = nothing(last)


@flow
def wide(n: int):
    for future in [nothing.submit() for _ in range(n)]:
        future.result()


if __name__ == "__main__":
    shapes = {"chain": chain, "wide": wide}
    print("READY", flush=True)
    for line in sys.stdin:
        shape, n = line.split()
        start = time.perf_counter()
        shapes[shape](int(n))
        print("TOOK", time.perf_counter() - start, flush=True)
