"""How a request to the outside fails: one type, a stable code, and whether trying again can help."""

from __future__ import annotations

PERMANENT = {"scheme", "url", "address", "redirect", "credentials", "encoding"}
"""These fail the same way next time. The others are ``resolution``, ``connection``, ``protocol``, ``timeout`` and
``too_large``."""


class OutboundError(Exception):
    """Nothing usable came back. The message is for logs and holds no address, which may be personal data."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def permanent(self) -> bool:
        return self.code in PERMANENT
