"""One request to a server that the host of the installation named."""

from __future__ import annotations

import time
from typing import Any

import httpx

from filon.voice.speech.spec import Address

CONNECT_S, READ_S, WHOLE_S = 5.0, 20.0, 30.0
"""Until a server is connected to, until it says something more, until it has said all."""
MOST_BYTES = 16 * 1024 * 1024


def post(
    server: Address,
    *,
    fields: dict[str, str] | None = None,
    file: tuple[str, bytes, str] | None = None,
    json: dict[str, Any] | None = None,
) -> bytes:
    """The body of its answer. Raises OSError: it does not answer, refuses, or says too much."""
    headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    try:
        with (
            httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False, headers=headers) as client,
            client.stream("POST", server.url, data=fields, files={"file": file} if file else None, json=json) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise ConnectionError(f"it answers {answer.status_code}")
            return _capped(answer)
    except httpx.HTTPError as error:
        raise ConnectionError(f"it does not answer ({type(error).__name__})") from error


def _capped(answer: httpx.Response) -> bytes:
    body, until = bytearray(), time.monotonic() + WHOLE_S
    for piece in answer.iter_bytes():
        body += piece
        if time.monotonic() > until:
            raise TimeoutError("its answer does not end")
        if len(body) > MOST_BYTES:
            raise ConnectionError(f"its answer is longer than {MOST_BYTES // 1024 // 1024} MB")
    return bytes(body)
