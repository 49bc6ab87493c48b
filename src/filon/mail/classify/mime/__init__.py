"""Reads any bytes as a message: never raises, never works more than its limits allow."""

from __future__ import annotations

from .headers import Headers
from .tree import MAX_BYTES, Message, Part, read

__all__ = ["MAX_BYTES", "Headers", "Message", "Part", "read"]
