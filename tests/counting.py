"""How many queries a page takes."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(browser: Client, path: str) -> int:
    """How many the page takes. The smaller of two: now and then a request also notes when the session was last used."""
    return min(counted(browser, path), counted(browser, path))


def counted(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)
