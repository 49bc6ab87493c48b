from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from tests.factories import make_member

from filon.kernel import live
from filon.kernel.ids import uuid7
from filon.tenants.models import Workspace

OURS, THEIRS = UUID(int=1), UUID(int=2)


def message(workspace: UUID, *, user: str | None = None) -> str:
    return json.dumps({"w": str(workspace), "u": user, "change": {"kind": "import", "id": "9"}})


async def heard_after(*payloads: str, workspace: UUID = OURS, user: str = "7") -> list[str]:
    reader = live.Reader(str(workspace), user, asyncio.Queue(live.QUEUE))
    hub = live.Hub()
    hub.readers.add(reader)
    for payload in payloads:
        hub.deliver(payload)
    return [reader.queue.get_nowait() for _ in range(reader.queue.qsize())]


def test_a_page_hears_its_own_workspace_only() -> None:
    assert asyncio.run(heard_after(message(THEIRS), message(THEIRS, user="7"))) == []
    assert asyncio.run(heard_after(message(OURS))) == ['{"kind":"import","id":"9"}']


def test_what_is_said_to_one_user_reaches_nobody_else() -> None:
    assert asyncio.run(heard_after(message(OURS, user="7"), message(OURS, user="8"))) == ['{"kind":"import","id":"9"}']


def test_a_reader_that_does_not_read_loses_messages_and_not_the_process() -> None:
    assert len(asyncio.run(heard_after(*[message(OURS)] * (live.QUEUE + 50)))) == live.QUEUE


@pytest.mark.parametrize("kind", ["", "A", "a b", "1"])
def test_a_kind_is_a_plain_word(kind: str) -> None:
    with pytest.raises(ValueError, match="lower-case word"):
        live.notify(OURS, kind)


def test_nobody_gets_no_stream() -> None:
    request = RequestFactory().get("/direct/")
    request.workspace = None  # type: ignore[attr-defined]  # as the workspace middleware leaves it
    request.auser = nobody  # type: ignore[method-assign, assignment]  # as the authentication middleware does
    assert asyncio.run(answer(request)).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_a_committed_change_reaches_an_open_stream_and_an_undone_one_does_not(workspace: Workspace) -> None:
    member = make_member(workspace)

    def change() -> None:
        live.notify(uuid7(), "theirs")
        with transaction.atomic():
            live.notify(workspace.id, "undone")
            transaction.set_rollback(True)
        live.notify(workspace.id, "import", id=9)

    async def listen() -> list[bytes]:
        hub = live.Hub()
        stream = hub.stream(str(workspace.id), str(member.user.pk))
        opened = await anext(stream)
        await asyncio.to_thread(in_a_connection_of_its_own, change)
        found = [opened, await asyncio.wait_for(anext(stream), 5)]
        await stream.aclose()
        assert hub.readers == set()
        assert hub.task is not None
        hub.task.cancel()
        return found

    assert asyncio.run(listen()) == [
        b"retry: 2000\n: open\n\n",
        b'event: change\ndata: {"kind":"import","id":"9"}\n\n',
    ]


def in_a_connection_of_its_own(change: object) -> None:
    from django.db import connection  # noqa: PLC0415 the connection of this thread

    try:
        change()  # type: ignore[operator]  # a function without arguments
    finally:
        connection.close()


async def nobody() -> AnonymousUser:
    return AnonymousUser()


async def answer(request: object) -> HttpResponseBase:
    return await live.stream(request)  # type: ignore[arg-type]  # a request with what the middlewares add


def test_a_member_gets_an_uncompressed_stream() -> None:
    request = RequestFactory().get("/direct/")
    request.workspace = SimpleNamespace(pk=OURS)  # type: ignore[attr-defined]  # as the workspace middleware does

    async def someone() -> object:
        return SimpleNamespace(pk=7, is_authenticated=True)

    request.auser = someone  # type: ignore[method-assign, assignment]  # as the authentication middleware does
    response = asyncio.run(answer(request))
    assert isinstance(response, StreamingHttpResponse)
    assert isinstance(response.streaming_content, AsyncIterator)
    assert (response["Content-Type"], response["Content-Encoding"]) == ("text/event-stream", "identity")
    assert "no-transform" in response["Cache-Control"]
