"""`filon doctor`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

from filon.config.doctor.command import doctor

__all__ = ["doctor"]
