"""`install_filter`: which system calls a confined program is refused. Landlock decides about paths; this about everything that is none.

Refused: sockets (by what the step's network allows), other programs and processes (threads are fine), other processes' memory and signals, what
gives a process new powers (namespaces, mounts, io_uring, bpf, keys, System V memory …). Changes of mode, owner and times do nothing and say nothing:
Landlock does not cover them, and `shutil.copy` asks for them without need.
"""

from __future__ import annotations

import ctypes
import errno
import os

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Dict, List, Tuple

    Instruction = Tuple[int, int, int, int]

ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
THREAD, STREAM, INET, INET6, STEAL_INPUT = 0x10000, 1, 2, 10, 0x5412
SET_SECCOMP, FILTER = 22, 2

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

# name: (number on x86_64, number on aarch64), None where there is none.
NUMBERS: Dict[str, Tuple[int, int]] = {
    # argument by argument
    "clone": (56, 220), "socket": (41, 198), "kill": (62, 129), "tgkill": (234, 131), "prlimit64": (302, 261), "ioctl": (16, 29),
    # as if the kernel did not have them
    "clone3": (435, 435), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # without effect
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, -1), "fchown": (93, 55),
    "lchown": (94, -1), "fchownat": (260, 54), "utime": (132, -1), "utimes": (235, -1), "futimesat": (261, -1), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466),
    # refused
    "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281), "setpgid": (109, 154), "setsid": (112, 157),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "perf_event_open": (298, 241), "bpf": (321, 280), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "unshare": (272, 97), "setns": (308, 268), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "inotify_add_watch": (254, 27), "fanotify_init": (300, 262), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semop": (65, 193), "semtimedop": (220, 192),
    "semctl": (66, 191), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180),
    "mq_unlink": (241, 181), "acct": (163, 89), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142), "syslog": (103, 116),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294),
}  # fmt: skip
ABSENT = ("clone3", "io_uring_setup", "io_uring_enter", "io_uring_register")
IDLE = (
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat"
    " setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat"
).split()
JUDGED = ("clone", "socket", "kill", "tgkill", "prlimit64", "ioctl")
TRUNCATE = (76, 45)


class Code(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32)]


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("codes", ctypes.POINTER(Code))]


def is_available() -> bool:
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail", encoding="ascii") as file:
            return os.uname().machine in MACHINES and "errno" in file.read().split()
    except OSError:
        return False


def install_filter(network: str, truncates: bool) -> None:
    """`truncates`: a Landlock that does not know truncate(2), which is then refused here."""
    codes = build(network, truncates, os.getpid(), *MACHINES[os.uname().machine])
    program = Program(len(codes), (Code * len(codes))(*[Code(*code) for code in codes]))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def build(network: str, truncates: bool, pid: int, column: int, architecture: int) -> List[Instruction]:
    refused = give(errno.EPERM)
    judged: Dict[str, List[Instruction]] = {
        "clone": [argument(0), (ANY_BIT, 0, 1, THREAD), give(), refused],
        "socket": sockets(network),
        "kill": among(0, (pid, 0)),
        "tgkill": among(0, (pid,)),
        "prlimit64": among(0, (pid, 0)),
        "ioctl": [argument(1), (EQUAL, 0, 1, STEAL_INPUT), refused, give()],
    }
    # Another architecture's numbers mean other calls: whoever uses them is ended.
    codes: List[Instruction] = [(LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    if column == 0:
        codes += [(AT_LEAST, 0, 1, 0x40000000), (RETURN, 0, 0, KILL)]
    for name, numbers in NUMBERS.items():
        if numbers[column] < 0:
            continue
        answer = judged.get(name) or [give(errno.ENOSYS) if name in ABSENT else give(0, True) if name in IDLE else refused]
        codes += [(EQUAL, 0, len(answer), numbers[column]), *answer]
    if truncates:
        codes += [(EQUAL, 0, 1, TRUNCATE[column]), refused]
    return [*codes, give()]


def sockets(network: str) -> List[Instruction]:
    """Nobody without network; the lab's server alone speaks TCP (Landlock knows its port); else whatever the internet speaks. Never a local socket."""
    refused = give(errno.EACCES)
    if network == "none":
        return [refused]
    inet = [argument(0), (EQUAL, 2, 0, INET), (EQUAL, 1, 0, INET6), refused]
    if network == "bridge":
        return [*inet, give()]
    return [*inet, argument(1), (AND, 0, 0, 0xF), (EQUAL, 1, 0, STREAM), refused, give()]


def among(index: int, values: Tuple[int, ...]) -> List[Instruction]:
    tests = [(EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]
    return [argument(index), *tests, give(errno.EPERM), give()]


def argument(index: int) -> Instruction:
    """Its low half: none of these arguments is longer than an int."""
    return (LOAD, 0, 0, ARGUMENTS + 8 * index)


def give(code: int = 0, skips: bool = False) -> Instruction:
    return (RETURN, 0, 0, ERRNO | code if code or skips else ALLOW)
