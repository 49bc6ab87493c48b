"""Mail that leaves: on record before, on record after, and found out when a worker died in between."""

from __future__ import annotations
