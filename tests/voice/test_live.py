"""Clips played over real calls are heard as from their files, also when packets get lost."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from filon.voice.corpus.build import TRUTH
from filon.voice.listen.audio.wav import write_wav
from filon.voice.listen.report import judge
from filon.voice.live import compared, judge_live

RATE = 8_000


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A fax and an engaged tone."""
    time = np.arange(6 * RATE) / RATE
    beat = (time % 1.0) < 0.5
    sounds = {"fax": np.sin(2 * np.pi * 2_100 * time), "busy": np.sin(2 * np.pi * 440 * time) * beat}
    rows = []
    for nature, sound in sounds.items():
        write_wav(tmp_path / f"{nature}.wav", (sound * 4_000).astype(np.int16))
        fields = {"file": f"{nature}.wav", "nature": nature, "kind": "", "language": "fr", "split": "test"}
        rows.append(json.dumps({**fields, "decisive_at": 0.0, "seconds": 6.0, "music": []}))
    (tmp_path / TRUTH).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_calls_are_heard_as_files_are(corpus: Path) -> None:
    offline, live = judge(corpus), judge_live(corpus, concurrent=2, loss=0.03)
    assert (offline.right(), live.right()) == (1.0, 1.0)
    assert "heard differently: 0" in compared(offline, live, loss=0.03)
