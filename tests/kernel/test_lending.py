"""What a request borrows of the database, and when it gives it back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from filon.kernel.lending import LendingMiddleware


@pytest.fixture(autouse=True)
def as_a_site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections live as long as one request, as where a pool lends them."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    connection.close()


def answered(response: HttpResponseBase) -> bool:
    """Whether a request that asked the database still holds a connection when this is its answer."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return response

    LendingMiddleware(respond)(HttpRequest())
    return connection.connection is not None


def test_an_answer_told_bit_by_bit_holds_no_connection() -> None:
    assert not answered(StreamingHttpResponse(iter([b"bit", b"by bit"])))


def test_an_answer_that_is_whole_keeps_its_connection_until_the_request_ends() -> None:
    assert answered(HttpResponse(b"whole"))
