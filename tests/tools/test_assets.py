from __future__ import annotations

from pathlib import Path

import pytest

from tools import assets


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "SOURCES", tmp_path)
    monkeypatch.setattr(assets, "CHECKOUT", tmp_path)
    monkeypatch.setattr(assets, "FRONTEND", tmp_path / "frontend")
    (tmp_path / "frontend" / "icons").mkdir(parents=True)
    (tmp_path / "frontend" / "icons" / "mark.svg").write_text('<svg viewBox="0 0 24 24"><path d="M0 0"/></svg>')
    return tmp_path


def test_the_sprite_draws_what_is_named_and_nothing_else(sources: Path) -> None:
    (sources / "a.html").write_text("""{% icon 'mail' %} <c-button icon="plus" /> {% icon kind %}""")
    (sources / "b.py").write_text('KINDS = {"reply": "corner-up-left", "other": "no-such-icon"}')
    assert assets.used_icons() == {"mail", "plus", "corner-up-left", "reply"}
    sprite = assets.sprite()
    assert sprite.count("<symbol ") == 5
    assert '<symbol id="mark" viewBox="0 0 24 24"><path d="M0 0"/></symbol>' in sprite


def test_an_icon_that_nobody_drew_stops_the_build(sources: Path) -> None:
    (sources / "a.html").write_text("{% icon 'mial' %}")
    with pytest.raises(assets.UnknownIcon, match=r"a\.html names the icon “mial”"):
        assets.used_icons()


def test_a_name_changes_with_the_content(tmp_path: Path) -> None:
    first, again, other = (assets._write_hashed(tmp_path, "icons.svg", text) for text in ("a", "a", "b"))
    assert first == again != other
    assert (tmp_path / other).read_text() == "b"


def test_texts_lie_compressed_beside_themselves(tmp_path: Path) -> None:
    for name in ("a.js", "manifest.json", "font.woff2"):
        (tmp_path / name).write_text("x" * 2000)
    assets.compress(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"a.js", "a.js.br", "a.js.gz", "manifest.json", "font.woff2"}
    assert (tmp_path / "a.js.br").stat().st_size < 100


def put(tmp_path: Path, *, now: float, **files: str) -> dict[str, str]:
    fresh, out = tmp_path / "dist.new", tmp_path / "dist"
    fresh.mkdir()
    for name, text in files.items():
        (fresh / name.replace("_", ".")).write_text(text)
    assets.put_in_place(fresh, out, now=now)
    return {file.name: file.read_text() for file in out.iterdir() if file.name != assets.FORMER}


def test_a_build_leaves_the_files_of_the_one_before_for_a_week(tmp_path: Path) -> None:
    put(tmp_path, now=0, a1_css="one", manifest_json="1")
    both = {"a1.css": "one", "a2.css": "two", "manifest.json": "2"}
    assert put(tmp_path, now=50, a2_css="two", manifest_json="2") == both
    assert put(tmp_path, now=50 + assets.KEPT_S, a2_css="two", manifest_json="2") == both
    assert put(tmp_path, now=51 + assets.KEPT_S, a2_css="two", manifest_json="2").keys() == {"a2.css", "manifest.json"}


def test_a_file_that_comes_back_is_not_old_any_more(tmp_path: Path) -> None:
    put(tmp_path, now=0, a1_css="one")
    put(tmp_path, now=1, a2_css="two")
    put(tmp_path, now=2, a1_css="one")
    put(tmp_path, now=1 + assets.KEPT_S, a3_css="three")
    assert put(tmp_path, now=3 + assets.KEPT_S, a3_css="three").keys() == {"a1.css", "a3.css"}
