"""Says in each request of an MLflow client which line of the learner's program made it, for Bancada's wire lens.

On PYTHONPATH it is found through its entry point (`mlflow.request_header_provider`); nothing is installed, and without MLflow nothing happens.
It stands alone on purpose: MLflow asks a provider for `in_context` and `request_headers` and does not insist on its own base class.
"""

import linecache
import os
import sys
import sysconfig
from urllib.parse import quote

_LONGEST_LINE = 300
_NOT_THE_LEARNERS = tuple(
    os.path.normcase(path) + os.sep for path in {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")} if path
)


class LensHeaders:
    def in_context(self):
        return True

    def request_headers(self):
        """`x-bancada-source: file:line` and `x-bancada-text`, both percent-encoded; empty when no line of the learner's is on the stack."""
        frame = sys._getframe(1)
        while frame is not None:
            path = frame.f_code.co_filename
            if _is_the_learners(path):
                text = linecache.getline(path, frame.f_lineno).strip()[:_LONGEST_LINE]
                return {"x-bancada-source": f"{quote(os.path.basename(path))}:{frame.f_lineno}", "x-bancada-text": quote(text)}
            frame = frame.f_back
        return {}


def _is_the_learners(path):
    if path.startswith("<") and not path.startswith("<ipython"):
        return False
    whole = os.path.normcase(os.path.abspath(path))
    return whole != os.path.normcase(os.path.abspath(__file__)) and not whole.startswith(_NOT_THE_LEARNERS)
