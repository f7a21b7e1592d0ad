"""Runs one step of an exported pipeline, on whatever platform: the same as launch.mjs, for steps in Python."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

LAB = os.environ.get("BANCADA_LAB", "/lab")


def fail(message):
    sys.stderr.write(f"bancada: {message}\n")
    sys.exit(2)


def ask(words):
    asked = {"step": "", "run": "export", "kfp": "", "param": {}, "in": {}, "out": {}}
    words = list(words)
    while words:
        kind = words.pop(0)[2:]
        if isinstance(asked.get(kind), str):
            asked[kind] = words.pop(0)
        else:
            name = words.pop(0)
            asked[kind][name] = words.pop(0)
    return asked


def typed(value, kind):
    """Platforms hand values over as texts of their own kind: `True`, `3.0`."""
    if not isinstance(value, str) or kind == "string":
        return value
    if kind == "boolean":
        return value.lower() == "true"
    try:
        number = float(value)
    except ValueError:
        fail(f"not a number: {value}")
    return int(number) if number.is_integer() else number


REFERENCE = re.compile(r"\$\{\s*params\.([A-Za-z_][\w-]*)\s*\}")


def as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def rendered(value, values):
    """`${params.x}` alone keeps its type; inside a text it becomes text."""
    if not isinstance(value, str):
        return value
    alone = REFERENCE.fullmatch(value)
    return values[alone[1]] if alone else REFERENCE.sub(lambda found: as_text(values[found[1]]), value)


def given(name, about, asked, place):
    """A link with the name that the step knows it by, whatever the platform calls the file."""
    if "path" in about:
        return {"path": os.path.join(LAB, about["path"]), "format": about["format"]}

    def link(key, target):
        if key not in asked["in"]:
            fail(f"input {key} was not given: --in {key} PATH")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.symlink(asked["in"][key], target)
        return target

    folder = os.path.join(place, "in", name)
    if "items" not in about:
        return {"path": link(name, os.path.join(folder, about["fileName"])), "format": about["format"]}
    kind = about["itemFormat"]
    ending = "" if kind == "folder" else os.path.splitext(about["fileName"])[1]
    items = [
        {"name": item["key"], "matrix": item["matrix"], "path": link(f"{name}/{item['key']}", os.path.join(folder, item["key"] + ending)), "format": kind}
        for item in about["items"]
    ]
    return {"path": folder, "format": about["format"], "items": items}


def plain(line):
    if not line.startswith("\x1e"):
        return line
    said = json.loads(line[1:])
    if said["type"] == "progress":
        return f"progress {round(100 * said['fraction'])} % {said.get('message') or ''}".rstrip() + "\n"
    if said["type"] in ("log", "error"):
        return f"{said.get('level', said['type'])}: {said.get('message', '')}\n"
    return f"{said['type']} {said.get('key')}={said.get('value')}\n"


def main():
    asked = ask(sys.argv[1:])
    with open(os.path.join(LAB, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    step = plan["steps"].get(asked["step"])
    if step is None:
        fail(f"no step {asked['step']} in {LAB}/plan.json: {', '.join(plan['steps'])}")
    with tempfile.TemporaryDirectory(prefix="lab-") as place:
        return run(plan, step, asked, place)


def run(plan, step, asked, place):
    out = os.path.join(place, "out")
    os.mkdir(out)
    values = {name: typed(asked["param"].get(name, about["default"]), about["type"]) for name, about in plan["params"].items()}
    outputs = {name: {"path": os.path.join(out, about["fileName"]), "format": about["format"]} for name, about in step["outputs"].items()}
    seed = values.get("seed", 7)
    context = {
        "mode": "step",
        "run": {"id": asked["run"], "pipeline": plan["pipeline"], "step": asked["step"], "attempt": 1},
        "seed": seed if isinstance(seed, (int, float)) and not isinstance(seed, bool) else 7,
        "params": {name: rendered(value, values) for name, value in step["params"].items()},
        "matrix": step["matrix"],
        "inputs": {name: given(name, about, asked, place) for name, about in step["inputs"].items()},
        "outputs": outputs,
        "outDir": out,
        "codeDir": f"{LAB}/code",
    }
    told = os.path.join(place, "context.json")
    with open(told, "w", encoding="utf-8") as file:
        json.dump(context, file)
    threads = str(step["threads"])
    variables = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "ARROW_NUM_THREADS", "LOKY_MAX_CPU_COUNT")
    env = {**os.environ, "LAB_CONTEXT": told, "USER": "bancada", "LOGNAME": "bancada", "GIT_PYTHON_REFRESH": "quiet", **dict.fromkeys(variables, threads)}
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", f"{LAB}/python/sdk/bancada/_run.py", step["run"], f"{LAB}/code", "-", f"{LAB}/python/site"]
    child = subprocess.Popen(command, cwd=f"{LAB}/code", env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: child.send_signal(got))
    for line in child.stdout:
        sys.stdout.write(plain(line))
        sys.stdout.flush()
    code = child.wait()
    if code != 0:
        return code if code > 0 else 128 - code
    for name, about in outputs.items():
        if not os.path.exists(about["path"]):
            fail(f"output {name} is missing: the step left no {about['path']}")
        target = asked["out"].get(name)
        if target is None:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.isdir(about["path"]):
            shutil.copytree(about["path"], target, dirs_exist_ok=True)
        else:
            shutil.copyfile(about["path"], target)
    if asked["kfp"]:
        report_to_kubeflow(json.loads(asked["kfp"])["outputs"])
    return 0


def report_to_kubeflow(outputs):
    """Kubeflow Pipelines hears of artifacts from a file that the program leaves."""
    os.makedirs(os.path.dirname(outputs["outputFile"]), exist_ok=True)
    with open(outputs["outputFile"], "w", encoding="utf-8") as file:
        json.dump({"artifacts": outputs["artifacts"]}, file)


if __name__ == "__main__":
    sys.exit(main())
