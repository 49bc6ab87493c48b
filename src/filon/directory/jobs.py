"""The jobs of this room, found here by the workers."""

from __future__ import annotations

from filon.directory.parks.jobs import look_at_site
from filon.directory.register.jobs import look_up

__all__ = ["look_at_site", "look_up"]
