"""Airflow: dag.test(), which runs a DAG's tasks one after the other in this process, on SQLite and without a scheduler, whose loops would be added. One line of input, one run, one line with its seconds."""
import sys
import time
from datetime import datetime

from airflow.sdk import dag, task


@task
def nothing():
    pass


def made(shape, n):
    @dag(dag_id=f"{shape}{n}", schedule=None, start_date=datetime(2024, 1, 1), catchup=False)
    def graph():
        last = None
        for index in range(n):
            one = nothing.override(task_id=f"n{index}")()
            if shape == "chain" and last is not None:
                last >> one
            last = one

    return graph()


graphs = {("chain", 40): made("chain", 40), ("wide", 200): made("wide", 200)}

if __name__ == "__main__":
    print("READY", flush=True)
    for line in sys.stdin:
        shape, n = line.split()
        graph = graphs[(shape, int(n))]
        start = time.perf_counter()
        assert graph.test().state == "success"
        print("TOOK", time.perf_counter() - start, flush=True)
