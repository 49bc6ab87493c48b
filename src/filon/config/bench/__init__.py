"""`filon bench`: what each path reaches on this machine, with the physical limit measured in the same run."""

from __future__ import annotations

from filon.config.bench.command import bench

__all__ = ["bench"]
