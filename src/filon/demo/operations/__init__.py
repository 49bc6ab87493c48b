"""Writes of the sandbox and of the sample workspace."""

from __future__ import annotations
