"""Runs a learner's program: `python -I -S -B -X utf8 _run.py ENTRY CODE_DIR POLICY|- [SITE]`.

The engine starts this file, not the program: it shuts the process in first (POLICY, local processes only), then says where modules are found,
runs the program as `__main__`, and tells how it ended by the protocol's `error` event with the place in the learner's own code.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType, TracebackType

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Tuple

OWN = os.path.dirname(os.path.abspath(__file__))
# As V8 leaves for lack of memory, 128 + SIGABRT: the engine then names the reason.
ABORTED = 134
LAST_WORD = b'\x1e{"type":"end"}\n'


def main(entry: str, code: str, policy: str, site: Optional[str] = None) -> int:
    sys.path[:] = [path for path in sys.path if path != OWN]
    sys.path.append(os.path.dirname(OWN))
    if policy != "-":
        from bancada._confine import confine

        confine(policy)
    program = os.path.join(code, entry)
    # The standard library comes first: a file named random.py must not change what a library imports.
    sys.path.extend(dict.fromkeys([os.path.dirname(program), code]))
    sys.argv[:] = [program]
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    import site as sites

    sites.setquit()
    if site:
        sites.addsitedir(site)  # also what the .pth files of packages ask for
    os.environ.pop("LAB_POLICY", None)
    return run(program, code)


def run(program: str, code: str) -> int:
    module = ModuleType("__main__")
    module.__file__ = program
    module.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = module
    try:
        with open(program, "rb") as file:
            source = file.read()
        exec(compile(source, program, "exec", dont_inherit=True), module.__dict__)
        steps = sys.modules.get("bancada._step")
        if steps:
            steps.run_waiting()
        return 0
    except SystemExit as end:
        return status_of(end)
    except BaseException as error:
        report(error, code)
        return ABORTED if isinstance(error, MemoryError) else 1


def status_of(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return (end.code or 0) & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def report(error: BaseException, code: str) -> None:
    import traceback

    from bancada._errors import LabError
    from bancada._events import emit

    trace = without_ours(error.__traceback__)
    lines = traceback.format_exception(type(error), error, trace)
    file, line = place(error, trace, code)
    event: Dict[str, Any] = {"type": "error", "code": type(error).__name__, "message": str(error) or type(error).__name__, "stack": "".join(lines)}
    if isinstance(error, KeyError):
        event["message"] = f"KeyError: {error}"  # alone, a key says nothing
    if isinstance(error, LabError):
        event.update(code=error.code, data={key: str(value) for key, value in error.data.items()})
    if isinstance(error, ImportError) and error.name:
        event["data"] = {"name": error.name}
    if file:
        event.update(file=file, line=line)
    sys.stderr.write("".join(lines))
    emit(event)


def without_ours(trace: Optional[TracebackType]) -> Optional[TracebackType]:
    while trace and trace.tb_frame.f_code.co_filename.startswith(OWN):
        trace = trace.tb_next
    return trace


def place(error: BaseException, trace: Optional[TracebackType], code: str) -> Tuple[Optional[str], Optional[int]]:
    """Where in the learner's own files it went wrong: the innermost frame of theirs, or the line that cannot be read."""
    places: List[Tuple[str, Optional[int]]] = []
    while trace:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    inside = os.path.join(code, "")
    own = [(os.path.relpath(file, code), line) for file, line in places if file.startswith(inside)]
    return own[-1] if own else (None, None)


def leave(status: int) -> None:
    """Ends at once: taking a large library's objects apart takes longer than many a step."""
    import atexit
    import threading

    try:
        threading._shutdown()  # type: ignore[attr-defined]  # threads that are to be waited for
        atexit._run_exitfuncs()
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        status = status or 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    if status == 0 and os.environ.get("LAB_LAST_WORD"):
        for descriptor in (1, 2):
            try:
                os.write(descriptor, LAST_WORD)
            except OSError:
                pass
    os._exit(status)


if __name__ == "__main__":
    leave(main(*sys.argv[1:]))
