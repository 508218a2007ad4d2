"""What a step of the bench spends: seconds on the clock and of the processors, memory, disk; and on what machine."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Spent:
    """Seconds on the clock and seconds of all processors together; a `with` block adds what it spends."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Add what the block spends, also when it raises."""
        wall, cpu = time.monotonic(), time.process_time()
        try:
            yield
        finally:
            self.wall += time.monotonic() - wall
            self.cpu += time.process_time() - cpu


@dataclass(slots=True)
class Times:
    """Seconds of single calls, as `with times.one():` measures them."""

    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Measure one call."""
        spent = Spent()
        with spent.adding():
            yield
        self.walls.append(spent.wall)
        self.cpu += spent.cpu

    def ms(self, share: float) -> float:
        """Milliseconds that this share of the calls stays within, as one of the calls had them (nearest rank)."""
        return 1000 * nearest_rank(self.walls, share)

    @property
    def cpu_ms(self) -> float:
        """Mean processor time of a call in milliseconds."""
        return 1000 * self.cpu / len(self.walls)


def nearest_rank(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(-int(-share * len(ordered) // 1) - 1, 0)]


def memory_mb() -> tuple[float, float]:
    """Resident memory of this process now, and the most it has had, in MB.

    `ru_maxrss` is of no use on Linux: a child begins with its parent's.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(facts["VmRSS"].split()[0]) / 1000 * 1.024, int(facts["VmHWM"].split()[0]) / 1000 * 1.024
    import resource  # noqa: PLC0415 - not on every system, and only here

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return peak, peak  # macOS tells the peak only, in bytes


def size_mb(path: Path) -> float:
    """Size of a file, or of all files below a folder, in MB."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


@dataclass(frozen=True, slots=True)
class Machine:
    """What figures depend on. `load` is the number of processes that wanted a processor in the minute before."""

    processor: str
    cores: int
    instructions: tuple[str, ...]
    load: float

    @property
    def has_bf16(self) -> bool:
        """Whether the processor computes in bfloat16."""
        return any(name.endswith("bf16") for name in self.instructions)

    def __str__(self) -> str:
        return ", ".join([self.processor, f"{self.cores} cores", *self.instructions])


def machine() -> Machine:
    """Processor, number of cores, the instructions that decide how fast models run, and the load."""
    name, flags = platform.processor() or platform.machine(), ""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = dict(line.split(":", 1) for line in info.read_text().splitlines() if ":" in line)
        facts = {key.strip(): value.strip() for key, value in lines.items()}
        name, flags = facts.get("model name", name), facts.get("flags", "")
    known = tuple(flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if flag in flags.split())
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return Machine(name, os.cpu_count() or 1, known, round(load, 1))
