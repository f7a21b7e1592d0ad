"""Runs an exported pipeline on KFP's own local runner, in containers of the exported image: FILE FOLDER. Prints where each task left what."""

import contextlib
import json
import pathlib
import sys

from kfp import components, local

[file, folder] = sys.argv[1:]
with contextlib.redirect_stdout(sys.stderr):
    # As the person who will read what is left, and otherwise shut in as the README says.
    shut = {"user": f"{pathlib.Path(folder).stat().st_uid}", "cap_drop": ["ALL"], "security_opt": ["no-new-privileges"], "network_mode": "none"}
    local.init(runner=local.DockerRunner(**shut), pipeline_root=folder, raise_on_error=True)
    components.load_component_from_file(file)()
left = sorted(str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*") if path.is_file())
print(json.dumps(left))
