"""One call in a bounded process of its own: whatever reads a document that is not trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from auditor.errors import AuditorError, UnreadableDocument
from auditor.records.messages import say
from auditor.runs import MOST_SECONDS
from auditor.runs.pool import End, do_in_pool

Given = TypeVar("Given")


def apart(call: Callable[..., Given], *arguments: Any, timeout: float = MOST_SECONDS) -> Given:
    """What a function gives, called in a process of its own, which must end within `timeout` seconds.

    Raises the `AuditorError` that it raises, and `UnreadableDocument` where it takes too much time or memory.
    """
    (came,) = do_in_pool([None], _Call(call, arguments), 1, timeout)
    if isinstance(came, _Trouble):
        raise came.error or RuntimeError(came.says)
    given: Given = came.given
    return given


class _Given(NamedTuple):
    given: Any


class _Trouble(NamedTuple):
    """What was raised on purpose, else what broke."""

    error: AuditorError | None
    says: str = ""


class _Call(NamedTuple):
    """A call as work for a process of its own."""

    call: Callable[..., Any]
    arguments: tuple[Any, ...]

    def do(self, thing: None) -> _Given | _Trouble:
        try:
            return _Given(self.call(*self.arguments))
        except AuditorError as error:
            return _Trouble(error)
        except MemoryError:
            raise
        except Exception:
            import traceback

            return _Trouble(None, f"in a process of its own:\n{traceback.format_exc()}")

    def given_up(self, thing: None, end: End) -> _Trouble:
        english, chinese = say(end.key, "en", **end.blanks), say(end.key, "zh", **end.blanks)
        return _Trouble(None if end.key == "worker-died" else UnreadableDocument(english, chinese), english)

    def name(self, thing: None) -> str:
        return ""
