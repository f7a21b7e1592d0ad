"""`confine`: shuts this process in before any code of the learner's runs, by what Linux offers to everybody: no root, no package.

Landlock (kernel 5.13) lets it read and write only where the policy says and connect only where it says; a seccomp filter (`_seccomp.py`) refuses
sockets, other programs, other processes and what could lead around Landlock; every capability is dropped. All of it holds for native code too.

As a program it tells what there is: `python -I -S _confine.py` prints {"landlock": version, "seccomp": bool}.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH, NET_PORT = 1, 2
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE, REFER, DEVICE_IOCTL = 1 << 14, 1 << 13, 1 << 15
# Removing, and making plain files and folders: no links, devices, sockets or pipes.
CHANGE_DIR = 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_IOCTL
BIND_TCP, CONNECT_TCP = 1, 2
NO_NEW_PRIVILEGES = 38

libc = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class PathRule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class PortRule(ctypes.Structure):
    _fields_ = [("access", ctypes.c_uint64), ("port", ctypes.c_uint64)]


def syscall(number: int, *arguments: Any) -> int:
    result: int = libc.syscall(ctypes.c_long(number), *arguments)
    return result


def checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def landlock_version() -> int:
    """0 where the kernel has none."""
    return max(0, syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))


def confine(policy_file: str) -> None:
    with open(policy_file, encoding="utf-8") as file:
        policy: Dict[str, Any] = json.load(file)
    os.closerange(3, 1 << 16)
    limit_resources(policy["fileBytes"])
    if not policy["confined"]:
        return
    checked(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0), "no_new_privs")
    drop_capabilities()
    restrict(policy["reads"], policy["writes"], policy["network"], policy["ports"])
    from ._seccomp import install_filter

    install_filter(policy["network"], truncates=landlock_version() < 3)


def limit_resources(file_bytes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    checked(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def restrict(reads: Iterable[str], writes: Iterable[str], network: str, ports: Iterable[int]) -> None:
    version = landlock_version()
    files = 0x1FFF | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0) | (DEVICE_IOCTL if version >= 5 else 0)
    nets = BIND_TCP | CONNECT_TCP if version >= 4 and network != "bridge" else 0
    rules = Ruleset(files, nets, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = checked(syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0)), "landlock")
    try:
        for path in reads:
            allow(ruleset, path, READ_FILE | READ_DIR)
        for path in writes:
            allow(ruleset, path, files & (READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | REFER | CHANGE_DIR))
        for port in ports if nets else ():
            rule = PortRule(CONNECT_TCP, port)
            checked(syscall(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(NET_PORT), ctypes.byref(rule), ctypes.c_uint32(0)), "landlock")
        checked(syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)), "landlock")
    finally:
        os.close(ruleset)


def allow(ruleset: int, path: str, access: int) -> None:
    """What is not there needs no rule."""
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        is_folder = os.path.isdir(path)
        rule = PathRule(access if is_folder else access & OF_FILES, parent)
        checked(syscall(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)), "landlock")
    finally:
        os.close(parent)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from bancada._seccomp import is_available

    print(json.dumps({"landlock": landlock_version(), "seccomp": is_available()}))
