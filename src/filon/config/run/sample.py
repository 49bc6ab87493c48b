"""Make the sample workspace if there is none: `python -m filon.config.run.sample`, a process of its own for Django."""

from __future__ import annotations

from filon.config.opening import django

if __name__ == "__main__":
    with django():
        from filon.demo.operations import ensure_sample

        ensure_sample()
