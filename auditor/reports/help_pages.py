"""Where the pages on the kinds of rule can be read: an address that a configuration gives, for reports that link to them."""

from __future__ import annotations

_ADDRESS: list[str] = [""]
_KIND = "{kind}"


def set_help_pages(address: str | None) -> None:
    """Set the address of the pages, such as `https://example.org/rules/{kind}.html`; None where they are nowhere."""
    _ADDRESS[0] = address or ""


def help_page(kind: str) -> str | None:
    """The address of the page of a kind; None where none is known."""
    return _ADDRESS[0].replace(_KIND, kind) or None
