from __future__ import annotations

import json

from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from filon.kernel.listing import Count
from filon.kernel.ui import web

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def asked(headers: dict[str, str] | None = None) -> HttpRequest:
    request = RequestFactory().post("/contacts/", headers=headers or {})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # as the messages middleware does
    return request


def told(response: HttpResponse) -> dict[str, object]:
    detail: dict[str, object] = json.loads(response["HX-Trigger"])["filon:done"]
    return detail


def test_htmx_gets_the_part_and_everybody_else_the_page() -> None:
    part = {"part": "ui/count.html", "context": {"count": Count(3, exact=True)}}
    small = web.show(asked(HTMX), "ui/palette_items.html", part["context"], part="ui/count.html")
    assert small.content.decode().strip() == "3 lignes"
    assert small["Vary"] == "HX-Request"
    for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "full"}):
        whole = web.show(asked(headers), "ui/palette_items.html", {"items": [], "query": "q"}, part="ui/count.html")
        assert "Rien ne correspond" in whole.content.decode()


def test_a_finished_action_tells_htmx_what_to_do() -> None:
    response = web.done(asked(HTMX), toast="Écarté.", undo="/undo/", refresh=("contact", "task"))
    assert response.status_code == 204
    assert told(response) == {
        "close": True,
        "refresh": ["contact", "task"],
        "toast": {"text": "Écarté.", "tone": "ok", "undo": "/undo/"},
    }
    assert response["HX-Trigger"].isascii()


def test_a_redirection_carries_the_toast_to_the_next_page() -> None:
    request = asked(HTMX)
    response = web.done(request, toast="Créé.", redirect="/contacts/7/", tone="warn")
    assert (response.status_code, response["HX-Redirect"]) == (204, "/contacts/7/")
    assert [(str(m), m.level_tag) for m in get_messages(request)] == [("Créé.", "warning")]


def test_a_plain_form_goes_back_where_it_came_from_and_nowhere_else() -> None:
    inside = web.done(asked({"Referer": "http://testserver/contacts/?q=a"}), toast="Fait.")
    assert (inside.status_code, inside["Location"]) == (302, "http://testserver/contacts/?q=a")
    outside = web.done(asked({"Referer": "https://ailleurs.example/"}))
    assert outside["Location"] == "/"


def test_a_toast_rides_on_any_response() -> None:
    response = web.toast(HttpResponse("<p>"), "Copié.", tone="info")
    assert told(response) == {"toast": {"text": "Copié.", "tone": "info", "undo": ""}}


def test_a_count_beyond_the_cap_says_more_than() -> None:
    html = web.count(asked(), Count(10_000, exact=False)).content.decode()
    assert html.strip() == "plus de 10\u202f000 lignes"
