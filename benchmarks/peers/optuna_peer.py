"""Optuna's TPESampler over a space given as JSON: writes parameters, reads their score, one line each."""
import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
seed, budget, space = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])


def objective(trial):
    params = {}
    for name, d in space.items():
        suggest = trial.suggest_int if d["type"] == "int" else trial.suggest_float
        params[name] = suggest(name, d["low"], d["high"], log=d.get("log", False))
    print(json.dumps(params), flush=True)
    return float(sys.stdin.readline())


optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed)).optimize(objective, n_trials=budget)
