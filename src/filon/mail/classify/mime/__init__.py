"""Reads any bytes as a message: never raises, never works more than its limits allow."""

from __future__ import annotations

from .headers import Headers
from .tree import Message, Part, read

__all__ = ["Headers", "Message", "Part", "read"]
