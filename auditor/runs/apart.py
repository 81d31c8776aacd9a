"""One call in a bounded process of its own: whatever reads a document that is not trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from auditor.errors import AuditorError, UnreadableDocument
from auditor.messages import Lang, speak, spoken
from auditor.records.messages import say
from auditor.runs import MOST_SECONDS
from auditor.runs.pool import End, do_in_pool
from auditor.tuples import NamedTuple

Given = TypeVar("Given")


def apart(call: Callable[..., Given], *arguments: Any, timeout: float = MOST_SECONDS) -> Given:
    """What a function gives, called in a process of its own, which must end within `timeout` seconds.

    Raises the `AuditorError` that it raises, and `UnreadableDocument` where it takes too much time or memory.
    """
    (came,) = do_in_pool([arguments], _Calls(call, spoken()), 1, timeout)
    if isinstance(came, _Trouble):
        raise came.error or RuntimeError(came.says)
    given: Given = came.given
    return given


def each_apart(call: Callable[[Any], Given], things: Sequence[Any], jobs: int) -> Iterator[Given | None]:
    """What a function gives of each of several things, in processes of their own; None where it breaks or takes too much."""
    for came in do_in_pool([(thing,) for thing in things], _Calls(call, spoken()), jobs, MOST_SECONDS):
        yield came.given if isinstance(came, _Given) else None


class _Given(NamedTuple):
    given: Any


class _Trouble(NamedTuple):
    """What was raised on purpose, else what broke."""

    error: AuditorError | None
    says: str = ""


class _Calls(NamedTuple):
    """Calls of a function as work for processes of their own."""

    call: Callable[..., Any]
    lang: Lang
    """What errors are told in, there as here."""

    def do(self, arguments: tuple[Any, ...]) -> _Given | _Trouble:
        speak(self.lang)
        try:
            return _Given(self.call(*arguments))
        except AuditorError as error:
            return _Trouble(error)
        except MemoryError:
            raise
        except Exception:
            import traceback

            return _Trouble(None, f"in a process of its own:\n{traceback.format_exc()}")

    def given_up(self, arguments: tuple[Any, ...], end: End) -> _Trouble:
        english, chinese = say(end.key, "en", **end.blanks), say(end.key, "zh", **end.blanks)
        return _Trouble(None if end.key == "worker-died" else UnreadableDocument(english, chinese), english)

    def name(self, arguments: tuple[Any, ...]) -> str:
        return ""
