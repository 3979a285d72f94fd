"""Run one measurement in a process of its own, with a time limit, and say how it ended."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any


@dataclass(frozen=True)
class Ended:
    """What a measurement printed, or in a few words why it printed nothing."""

    value: dict[str, Any] | None
    reason: str = ""


def run(script: str, arguments: list[str], *, seconds: float) -> Ended:
    """Run `script` with this Python; its last line of output is the result, as JSON."""
    process = subprocess.Popen(
        [sys.executable, script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Ended(None, f"over {seconds:.0f} s")
    if process.returncode:
        return Ended(None, _last_line(err))
    return Ended(json.loads(out.splitlines()[-1]))


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else "ended without a word"
    if last.startswith("ModuleNotFoundError"):
        return f"not installed: {last.rpartition(' ')[2]}"
    return f"failed: {last[:100]}"


def machine(packages: list[str]) -> str:
    """Return what else the figures depend on: processors, their load and speed, versions."""
    began = time.perf_counter()
    sum(number for number in range(1_000_000))
    speed = time.perf_counter() - began
    loads = "/".join(f"{load:.1f}" for load in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in packages if _is_installed(name))
    return (
        f"{os.cpu_count()} processors, load {loads}, a million additions in {speed * 1000:.0f} ms, "
        f"Python {platform.python_version()}; {versions}"
    )


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def median(values: list[float]) -> float:
    """Return the middle value, the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]


def count(number: float) -> str:
    """Write 100000 as 100k and 1000000 as 1M."""
    return f"{number / 1e6:.0f}M" if number >= 1e6 else f"{number / 1e3:.0f}k"
