"""Who may ask: the browser of whoever started the server, for pages of the server itself.

Other programs of this machine can reach the port, and any page in the browser can have it send a request. So an address that
nobody can guess comes first, a cookie follows, and what comes by another name or from another page is refused before it is read.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"
"""The part of the address that has the secret."""
_OWN = ("same-origin", "none")
"""Where a request of the page itself, or of what a user types, is from."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer, where it has no other of that name."""


class Guard:
    """An application behind the checks; `host` is the one name that it goes by, such as 127.0.0.1:8000."""

    def __init__(self, application: ASGIApp, host: str, closed: str) -> None:
        self._application, self._host, self._closed = application, host, closed
        self.token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        # Cookies do not tell ports apart.
        self._cookie = f"auditor-{host.rpartition(':')[2]}"

    @property
    def address(self) -> str:
        """What to open, once or again."""
        return f"http://{self._host}/?{TOKEN}={self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(scope) or self._application
        await answer(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        """What is answered instead of what was asked for; None where it may be."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse("this server goes by another name\n", 421)
        if not self._is_from_here(scope["method"], headers):
            return PlainTextResponse("requests of other pages are refused\n", 403)
        given = parse_qs(scope["query_string"].decode("latin-1")).get(TOKEN)
        if given is not None and scope["path"] == "/" and scope["method"] == "GET" and _is_equal(given[0], self.token):
            response = RedirectResponse("/", 303)
            response.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
            return response
        if not _is_equal(_cookie_in(headers, self._cookie), self._session):
            return PlainTextResponse(self._closed, 403)
        return None

    def _is_from_here(self, method: str, headers: Headers) -> bool:
        """Whether no other page is behind a request; what changes something must say that it is from this one."""
        origin = headers.get("origin")
        if origin is None and method not in ("GET", "HEAD"):
            return False
        return origin in (None, f"http://{self._host}") and headers.get("sec-fetch-site", "none") in _OWN


def _is_equal(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())


def _cookie_in(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
