"""No calls of the kernel's but those that reading needs, by seccomp
(https://docs.kernel.org/userspace-api/seccomp_filter.html).

A call that is not admitted answers as if the kernel had none such: libraries know what to do then, where they ask for
something newer than they need.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Sequence

from doelboom.data.reading.confinement.kernel import SECCOMP, call, machine

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Name, number on x86_64, number on aarch64; a dash where there is none.
_ADMITTED = """
read 0 63 | write 1 64 | close 3 57 | stat 4 - | fstat 5 80 | lstat 6 - | poll 7 - | lseek 8 62 | mmap 9 222
mprotect 10 226 | munmap 11 215 | brk 12 214 | rt_sigaction 13 134 | rt_sigprocmask 14 135 | rt_sigreturn 15 139
pread64 17 67 | readv 19 65 | writev 20 66 | access 21 - | select 23 - | sched_yield 24 124 | mremap 25 216
madvise 28 233 | dup 32 23 | dup2 33 - | nanosleep 35 101 | getpid 39 172 | exit 60 93 | wait4 61 260 | uname 63 160
getcwd 79 17 | readlink 89 - | gettimeofday 96 169 | getrlimit 97 163 | getrusage 98 165 | sysinfo 99 179
times 100 153 | getuid 102 174 | getgid 104 176 | geteuid 107 175 | getegid 108 177 | getppid 110 173
sigaltstack 131 132 | statfs 137 43 | fstatfs 138 44 | arch_prctl 158 - | gettid 186 178 | futex 202 98
sched_getaffinity 204 123 | getdents64 217 61 | set_tid_address 218 96 | restart_syscall 219 128 | fadvise64 221 223
clock_gettime 228 113 | clock_getres 229 114 | clock_nanosleep 230 115 | exit_group 231 94 | newfstatat 262 79
readlinkat 267 78 | faccessat 269 48 | pselect6 270 72 | ppoll 271 73 | set_robust_list 273 99 | dup3 292 24
preadv 295 69 | getcpu 309 168 | getrandom 318 278 | membarrier 324 283 | statx 332 291 | rseq 334 293
close_range 436 436 | faccessat2 439 439
"""
_OPEN, _OPENAT = {"x86_64": 2}, {"x86_64": 257, "aarch64": 56}
_FCNTL = {"x86_64": 72, "aarch64": 25}
_PRLIMIT = {"x86_64": 302, "aarch64": 261}
_TGKILL = {"x86_64": 234, "aarch64": 131}
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)
"""To copy a descriptor, to ask and to say whether a program keeps it and how it is read."""

_LOAD, _EQUAL, _ANY_BIT, _RETURN, _AT_LEAST = 0x20, 0x15, 0x45, 0x06, 0x35
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_OTHER_CALLS = 0x40000000
"""From there on they are those of another way of calling (x32)."""
_FILTER, _ALL_THREADS = 1, 1

_Line = tuple[int, int, int, int]
"""What is done, how many lines are jumped over where it is so and where it is not, and with what."""


def give_up_calls() -> None:
    """From now on all threads of this process make those calls only. It has to have given up new privileges.

    Raises:
        OSError: this kernel has no such filters, or says no; or nothing is known of this architecture.
    """
    here = machine()
    if here not in _ARCHITECTURES or sys.byteorder != "little":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    lines = b"".join(struct.pack("=HBBI", *line) for line in _lines(here, os.getpid()))
    kept = ctypes.create_string_buffer(lines, len(lines))
    program = struct.pack("@HP", len(lines) // 8, ctypes.addressof(kept))
    call(SECCOMP[here], _FILTER, _ALL_THREADS, ctypes.c_char_p(program))


def _lines(here: str, own: int) -> list[_Line]:
    """The filter, for an architecture and a process."""
    column = list(_ARCHITECTURES).index(here)
    admitted = [
        numbers[column] for _name, *numbers in map(str.split, _ADMITTED.replace("\n", "|").strip("|").split("|"))
    ]
    lines: list[_Line] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, _ARCHITECTURES[here]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, 0, 1, _OTHER_CALLS),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
    ]
    for number in admitted:
        if number != "-":
            lines += [(_EQUAL, 0, 1, int(number)), (_RETURN, 0, 0, _ALLOW)]
    writes = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_TMPFILE & ~os.O_DIRECTORY
    for numbers, argument in ((_OPEN, 1), (_OPENAT, 2)):
        lines += _where(numbers, here, [*_argument(argument), (_ANY_BIT, 0, 1, writes), _error(errno.EROFS)])
    lines += _where(_FCNTL, here, _one_of(1, _FCNTL_COMMANDS))
    # Of itself alone, so that what aborts does.
    lines += _where(_TGKILL, here, _one_of(0, (own,)))
    # To ask for a limit, not to set one: the address of the new one is none.
    asks = [line for half in (0, 4) for line in (*_argument(2, half), (_EQUAL, 1, 0, 0), _error(errno.EPERM))]
    lines += _where(_PRLIMIT, here, asks)
    return [*lines, _error(errno.ENOSYS)]


def _where(numbers: dict[str, int], here: str, lines: Sequence[_Line]) -> list[_Line]:
    """What is asked of one call: it is admitted where the lines do not say otherwise."""
    if here not in numbers:
        return []
    asked = [*lines, (_RETURN, 0, 0, _ALLOW)]
    return [(_EQUAL, 0, len(asked), numbers[here]), *asked]


def _argument(number: int, half: int = 0) -> list[_Line]:
    return [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * number + half)]


def _one_of(argument: int, values: Sequence[int]) -> list[_Line]:
    """An argument is one of these, else the call is not permitted."""
    tests = [(_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [*_argument(argument), *tests, _error(errno.EPERM)]


def _error(number: int) -> _Line:
    return (_RETURN, 0, 0, _ERROR | number)
