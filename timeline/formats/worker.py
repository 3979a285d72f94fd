"""Read files that nobody vouches for in a process of its own, with limits on memory and time.

A file that crashes a library, or that swells without end, ends that process and is
told in one sentence; the program that asked goes on. One idle process is kept ready,
since starting one takes longer than reading most files.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal

from timeline.errors import FormatError, TimelineError
from timeline.formats.limits import LIMITS, Limits

Progress = Callable[[str, int, int], None]
_HEAD = struct.Struct("<Q")
_POLL_S = 0.1
_START_S = 60.0


class CancelledError(FormatError):
    """The person who asked for a file has changed their mind."""


def read_in_worker(
    source: Path | bytes,
    *,
    name: str = "",
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    call: Literal["read", "preview", "article"] = "read",
    **options: Any,
) -> Any:
    """Read a file as `timeline.formats.read` does, look at it, or read it as an article.

    It happens in a process of its own.

    `progress` hears (stage, rows done, rows in all or 0); `is_cancelled` is asked ten times a
    second. Raises FormatError for a file that cannot be read, that its reader did not survive,
    or that took more than `limits.seconds` or `limits.memory_bytes`; CancelledError when asked
    to stop.
    """
    worker = _take()
    try:
        worker.ask((call, source, name, limits, options))
        return worker.answer(limits, name or str(source)[:80], progress, is_cancelled)
    finally:
        worker.end()


class _Worker:
    """One process that reads one file."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "timeline.formats.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

        self._said: queue.Queue[tuple[str, Any]] = queue.Queue()

    def ask(self, question: Any) -> None:
        assert self._process.stdin is not None
        try:
            _send(self._process.stdin, question)
        except OSError:
            return  # it ended already; `answer` says so

    def answer(
        self,
        limits: Limits,
        name: str,
        progress: Progress | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> Any:
        threading.Thread(target=self._listen, daemon=True).start()
        until = time.monotonic() + limits.seconds + _START_S
        while True:
            kind, value = self._next(until, limits, name, is_cancelled)
            if kind == "ended":
                raise FormatError(
                    f"Reading {name or 'the file'} ended its reader, whose limit of memory is "
                    f"{limits.said('memory_bytes')}; the file is damaged, far too large once "
                    "unpacked, or made to do harm."
                )
            if kind == "started":
                until = time.monotonic() + limits.seconds
            elif kind == "progress":
                if progress:
                    progress(*value)
            elif kind == "fault":
                raise FormatError(value)
            else:
                return value

    def _listen(self) -> None:
        """Take what the process says as it comes; a thread can wait for it on every system."""
        assert self._process.stdout is not None
        try:
            while True:
                self._said.put(_receive(self._process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._said.put(("ended", None))

    def _next(
        self, until: float, limits: Limits, name: str, is_cancelled: Callable[[], bool] | None
    ) -> tuple[str, Any]:
        while True:
            try:
                return self._said.get(timeout=_POLL_S)
            except queue.Empty:
                pass
            if is_cancelled is not None and is_cancelled():
                raise CancelledError(f"Reading {name or 'the file'} was stopped.")
            if time.monotonic() > until:
                raise FormatError(
                    f"Reading {name or 'the file'} took more seconds than the limit, which is "
                    f"{limits.said('seconds')}; split the file."
                )

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None


_ready: list[_Worker] = []
_lock = threading.Lock()


def _take() -> _Worker:
    """Hand out the idle process, or a new one, and start another for the next file."""
    with _lock:
        worker = next((one for one in _ready if one.is_alive), None) or _Worker()
        _ready[:] = [_Worker()]
    return worker


def _send(pipe: IO[bytes], value: Any) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = _exactly(pipe, _HEAD.size)
    return pickle.loads(_exactly(pipe, _HEAD.unpack(head)[0]))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data


# --- the other side ---------------------------------------------------------------------------


def serve() -> None:
    """Read the one file that is asked for, and answer. What runs in the process of its own."""
    import timeline.formats  # noqa: F401  what takes long is done before anybody asks
    from timeline.progress import listening

    question, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    try:
        call, source, name, limits, options = _receive(question)
    except EOFError:
        return
    _limit_memory(limits.memory_bytes)
    _send(answers, ("started", None))
    last = 0.0

    def pass_on(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _POLL_S:
            last = time.monotonic()
            _send(answers, ("progress", (stage, done, total)))

    try:
        with listening(pass_on):
            result = _called(call)(source, name=name, limits=limits, **options)
    except TimelineError as error:
        _send(answers, ("fault", str(error)))
    except Exception as error:
        _send(answers, ("fault", _fault(error, limits)))
    else:
        _send(answers, ("done", result))


def _called(call: str) -> Callable[..., Any]:
    from timeline.extract.article import read_article_file
    from timeline.formats import preview, read

    if call == "article":
        return read_article_file
    return read if call == "read" else preview


def _fault(error: Exception, limits: Limits) -> str:
    # C libraries say the same in words of their own.
    is_memory = isinstance(error, MemoryError | ImportError)  # a library that found no room
    if not is_memory and "alloc" not in str(error).lower():
        kind = type(error).__name__
        return f"The file cannot be read, it is no file of its kind ({kind})."
    return (
        "The file needs more bytes of memory to read than the limit, which is "
        f"{limits.said('memory_bytes')}; split it."
    )


def _own_size(page: int) -> int:
    """Return what the program itself takes, its libraries included, where the system says so."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
    except (OSError, ValueError):
        return 0


def _limit_memory(size: int) -> None:
    """Let a file take so many bytes, beside those of the program itself."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    size += _own_size(resource.getpagesize())
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve()
