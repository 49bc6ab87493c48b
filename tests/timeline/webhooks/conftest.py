from __future__ import annotations

from tests.webhook_receiver import receiver

__all__ = ["receiver"]
