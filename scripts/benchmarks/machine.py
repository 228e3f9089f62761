"""What a measurement costs this machine: processor time, memory, and who else was at work."""

import os
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (stat := stat_of(int(entry.name))):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def stat_of(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, or none where the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text("ascii", "replace").rpartition(") ")[2].split()
    except OSError:
        return []


def cpu_seconds(pid: int) -> float:
    """The processor time of a process and its family, and of those of it that have ended."""
    stats = [stat_of(one) for one in family(pid)]
    return sum(sum(map(int, stat[11:15])) for stat in stats if stat) / TICKS_PER_SECOND


def memory_bytes(pid: int) -> int:
    """The memory that a process and its family hold, shared pages counted for each."""
    total = 0
    for one in family(pid):
        try:
            total += int((PROC / str(one) / "statm").read_text("ascii").split()[1]) * PAGE_BYTES
        except OSError:
            continue
    return total


def say_load() -> str:
    """How busy the machine is; figures taken above 1.5 measure the neighbours."""
    return "load average {:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg())
