"""Static files, while they are built anew under a running server."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from filon.config.asgi import StaticFiles, is_immutable


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def get(application: StaticFiles, path: str) -> tuple[int, bytes]:
    async def ask() -> tuple[int, bytes]:
        said: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            said.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        await application(scope, receive, send)
        return said[0]["status"], b"".join(part.get("body", b"") for part in said[1:])

    return asyncio.run(ask())


def build(root: Path, name: str, *, number: int) -> None:
    dist = root / "dist"
    dist.mkdir(exist_ok=True)
    (dist / name).write_text(f"build {number}")
    (dist / "manifest.json").write_text("{}")
    os.utime(dist / "manifest.json", (number, number))


def test_a_rebuild_under_a_running_server_is_served_without_a_restart(tmp_path: Path) -> None:
    build(tmp_path, "app-AAAAAAAA.css", number=1)
    application = StaticFiles(nothing, root=tmp_path, prefix="static", immutable_file_test=is_immutable)
    assert get(application, "/static/dist/app-BBBBBBBB.css")[0] == 404
    build(tmp_path, "app-BBBBBBBB.css", number=2)
    assert get(application, "/static/dist/app-BBBBBBBB.css") == (200, b"build 2")
    assert get(application, "/static/dist/app-AAAAAAAA.css") == (200, b"build 1")


def test_a_name_that_nobody_built_does_not_list_everything_again(tmp_path: Path) -> None:
    build(tmp_path, "app-AAAAAAAA.css", number=1)
    application = StaticFiles(nothing, root=tmp_path, prefix="static", immutable_file_test=is_immutable)
    listed = application.files
    assert get(application, "/static/dist/none.css")[0] == 404
    assert application.files is listed


def test_a_file_that_left_the_build_folder_is_not_found(tmp_path: Path) -> None:
    build(tmp_path, "app-AAAAAAAA.css", number=1)
    application = StaticFiles(nothing, root=tmp_path, prefix="static", immutable_file_test=is_immutable)
    (tmp_path / "dist" / "app-AAAAAAAA.css").unlink()
    build(tmp_path, "app-BBBBBBBB.css", number=2)
    assert get(application, "/static/dist/app-BBBBBBBB.css")[0] == 200
    assert get(application, "/static/dist/app-AAAAAAAA.css")[0] == 404
