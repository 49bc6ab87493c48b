"""Connections to the database are lent to a request, not to its reader."""

from __future__ import annotations

from django.db import close_old_connections, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin


class LendingMiddleware(MiddlewareMixin):
    """An answer that is told bit by bit (a live page, a sound, a photo) holds no connection while it is told.

    Django gives a connection back to the pool when the request ends, which for a live page is hours later and for a
    sound as late as its reader likes; a dozen such readers would keep a process from answering anybody else. Outermost,
    since every other middleware may ask the database until the answer leaves it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming and not connection.in_atomic_block:  # a transaction around requests, as tests have, stays
            close_old_connections()
        return response
