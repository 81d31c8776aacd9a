"""The browser of whoever sits at this machine: whether there is one to show something in, and how it is asked to."""

from __future__ import annotations

import os
import sys


def has_screen() -> bool:
    """Whether a browser has where to be shown; else one for terminals might take this one."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def show(address: str) -> bool:
    """Ask the browser to show an address; whether there is one that was asked."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
