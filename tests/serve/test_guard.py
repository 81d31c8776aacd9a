"""Who may ask: nobody without the address, no other page, and by no other name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serve.conftest import ORIGIN, Server

PATHS = ["/", "/page.js", "/api/jobs", "/jobs/x/report", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
def test_without_the_address_nothing_is_answered(server: Server, path: str) -> None:
    answer = server.stranger.get(path)
    assert (answer.status_code, "auditor serve" in answer.text) == (403, True)


@pytest.mark.parametrize("token", ["", "x", "é", "%00"])
def test_a_wrong_token_opens_nothing(server: Server, token: str) -> None:
    answer = server.stranger.get(f"/?token={token}", follow_redirects=False)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_the_address_gives_a_cookie_and_leads_to_one_without_the_token(server: Server) -> None:
    answer = server.stranger.get(server.address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert server.address.partition("=")[2] not in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:4321", "localhost:4321", "127.0.0.1", "127.0.0.1:80", ""]
)
def test_by_another_name_nothing_is_answered(server: Server, host: str) -> None:
    assert server.client.get("/", headers={"Host": host}).status_code == 421
    assert server.stranger.get(server.address, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:4321"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_another_page_is_refused_though_the_browser_sends_the_cookie(
    server: Server, method: str, headers: dict[str, str]
) -> None:
    assert server.client.request(method, "/api/jobs", headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_changes_something_says_where_it_is_from(server: Server, method: str) -> None:
    del server.client.headers["Origin"]
    assert server.client.request(method, "/api/end").status_code == 403
    assert server.ends == []


@pytest.mark.parametrize("path", [*PATHS, "/api/jobs/none"])
def test_every_answer_keeps_to_itself(server: Server, path: str) -> None:
    for answer in (server.client.get(path), server.stranger.get(path)):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_page_has_no_script_or_style_in_itself(server: Server) -> None:
    page = server.client.get("/").text
    assert "<style" not in page
    assert page.count("<script") == 2
    assert 'type="application/json"' in page


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-GB,zh;q=0.9", "en"),
        ("en;q=0.1, zh;q=0.5", "zh-CN"),
        ("fr", "zh-CN"),
        ("fr, en;q=0.3", "en"),
        ("en;q=x", "en"),
        ("", "zh-CN"),
    ],
)
def test_the_language_is_the_one_the_browser_asks_for(server: Server, accepted: str, lang: str) -> None:
    assert f'<html lang="{lang}">' in server.client.get("/", headers={"Accept-Language": accepted}).text
    assert '<html lang="en">' in server.client.get("/?lang=en", headers={"Accept-Language": accepted}).text


def test_whoever_has_the_page_may_end_it(server: Server) -> None:
    assert (server.client.post("/api/end").status_code, server.ends) == (204, [True])


def test_the_origin_of_the_tests_is_that_of_the_address(server: Server) -> None:
    found: Any = server.address
    assert found.startswith(f"{ORIGIN}/?token=")
