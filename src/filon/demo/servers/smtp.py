"""The SMTP side of the sandbox: takes every mail over, whoever it is for, and never passes one on."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpClient

from filon.demo.servers.store import Store

MAX_BYTES = 32 * 1024 * 1024
PATIENCE_S = 10.0
_AUTHENTICATING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-auth")


class _Catching:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def handle_DATA(self, _server: SMTP, session: SmtpClient, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        raw = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content or "").encode()
        await asyncio.to_thread(
            self.store.catch,
            raw,
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            account=session.auth_data if isinstance(session.auth_data, str) else "",
        )
        return "250 2.0.0 caught by the sandbox"


def smtp_protocol(store: Store) -> asyncio.Protocol:
    """The protocol of one client. Signing in is possible, not compulsory: Filon's own mails come without."""

    def authenticate(_server: SMTP, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        address = data.login.decode("utf-8", "replace").lower()
        # aiosmtpd asks in the event loop, where the store must not be asked: the loop waits for the thread instead.
        asked = _AUTHENTICATING.submit(store.authenticate, address, data.password.decode("utf-8", "replace"))
        good = asked.result(timeout=PATIENCE_S)
        return AuthResult(success=good, handled=False, auth_data=address if good else None)

    protocol: asyncio.Protocol = SMTP(
        _Catching(store),
        data_size_limit=MAX_BYTES,
        enable_SMTPUTF8=True,
        hostname="sandbox.filon.example",
        ident="Filon sandbox",
        authenticator=authenticate,
        auth_require_tls=False,
    )
    return protocol
