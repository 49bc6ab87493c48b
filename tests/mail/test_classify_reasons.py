"""The reasons are codes that other rooms and scripts rely on: the README lists every one that the corpus meets."""

from __future__ import annotations

import re
from pathlib import Path

from tests.mail.corpus import CASES

import filon.mail.classify as room
from filon.mail.classify import classify

README = (Path(room.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_the_reasons() -> None:
    listed = set(re.findall(r"`([a-z_0-9]+)`", README))
    met = {classify(case.raw).reason for case in CASES}

    assert {reason for reason in met if not reason.startswith("dsn_5")} - listed == set()
