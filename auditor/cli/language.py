"""The language that the command line speaks: the one asked for, else that of the configuration, else that of the locale."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from auditor.errors import AuditorError, UnreadableDocument
from auditor.messages import LANGUAGES, Lang, speak, spoken

_OPTION, _VARIABLE = "--lang", "AUDITOR_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the locale, the first that names a language is heeded."""


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang | None:
    """The language of `--lang`, wherever it stands, else of AUDITOR_LANG; None where neither names one of ours."""
    named = [environment.get(_VARIABLE, "")]
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == _OPTION:
            named += arguments[at + 1 : at + 2]
        elif argument.startswith(f"{_OPTION}="):
            named.append(argument.partition("=")[2])
    return next((lang for name in reversed(named) for lang in LANGUAGES if name == lang), None)


def of_locale(environment: Mapping[str, str]) -> Lang:
    """Chinese where the locale is, and where it names no language, as `C` does; English where it is another one."""
    for variable in _LOCALE:
        name = environment.get(variable, "").partition(".")[0].partition("@")[0]
        if name not in ("", "C", "POSIX"):
            return "zh" if name.lower().startswith("zh") else "en"
    return "zh"


def settle() -> None:
    """Speak the language that this process was started in; English where Chinese was not asked for and cannot be printed."""
    asked = asked_for(sys.argv[1:], os.environ)
    speak(asked or (of_locale(os.environ) if _has_chinese() else "en"))


def heed(configured: str | None) -> None:
    """Speak the language of the configuration, where neither the command line nor a variable names one."""
    if asked_for(sys.argv[1:], os.environ) is None:
        for lang in LANGUAGES:
            if lang == configured:
                speak(lang)


def _has_chinese() -> bool:
    """Whether both streams can print Chinese."""
    try:
        for stream in (sys.stdout, sys.stderr):
            "\u4e00".encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def in_words(error: AuditorError) -> str:
    """An error in the language that is spoken."""
    return error.chinese if isinstance(error, UnreadableDocument) and spoken() == "zh" else str(error)
