"""Dagster: a job of ops run in process with its local instance on SQLite, which is the fastest of its documented ways. One line of input, one run, one line with its seconds."""
import sys
import time

from dagster import DagsterInstance, In, Nothing, job, op


@op
def first():
    pass


@op(ins={"before": In(Nothing)})
def nothing():
    pass


def chain(n):
    @job
    def graph():
        last = first()
        for index in range(n - 1):
            last = nothing.alias(f"n{index}")(before=last)

    return graph


def wide(n):
    @job
    def graph():
        for index in range(n):
            first.alias(f"n{index}")()

    return graph


if __name__ == "__main__":
    instance = DagsterInstance.get()
    shapes = {"chain": chain, "wide": wide}
    print("READY", flush=True)
    for line in sys.stdin:
        shape, n = line.split()
        graph = shapes[shape](int(n))
        start = time.perf_counter()
        assert graph.execute_in_process(instance=instance).success
        print("TOOK", time.perf_counter() - start, flush=True)
