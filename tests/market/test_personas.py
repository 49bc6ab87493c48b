from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.market.personas import Level, is_named, level_of, named, words_of

TITLES = [
    ("PDG", Level.HEAD), ("P.-D.G.", Level.HEAD), ("Gérante", Level.HEAD), ("Directrice générale", Level.HEAD),
    ("Présidente fondatrice", Level.HEAD), ("Co-founder & CEO", Level.HEAD), ("Managing Director", Level.HEAD),
    ("Directora general", Level.HEAD), ("Propietario", Level.HEAD),
    ("DSI", Level.DIRECTOR), ("Directeur administratif et financier", Level.DIRECTOR), ("Head of IT", Level.DIRECTOR),
    ("Vice President Sales", Level.DIRECTOR), ("Directora de compras", Level.DIRECTOR), ("DAF", Level.DIRECTOR),
    ("Responsable informatique", Level.MANAGER), ("Chef d’atelier", Level.MANAGER), ("Jefa de ventas", Level.MANAGER),
    ("Plant manager", Level.MANAGER), ("Cheffe de service achats", Level.MANAGER),
    ("Assistante de direction", Level.OTHER), ("Chef de projet", Level.OTHER), ("Account manager", Level.OTHER),
    ("Comptable", Level.OTHER), ("Secretary to the CEO", Level.OTHER), ("", Level.OTHER), ("大阪", Level.OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("title", "level"), TITLES)
def test_a_title_says_how_far_somebody_decides(title, level):
    assert level_of(title) is level


@given(st.sampled_from([title for title, _level in TITLES]), st.sampled_from([str.upper, str.lower, str.title]))
def test_capitals_and_blanks_change_nothing(title, written):
    assert level_of(f"  {written(title)} ") is level_of(title)


@given(st.text(max_size=60))
def test_any_text_is_a_title(title):
    assert level_of(title) in Level


@pytest.mark.parametrize(
    ("title", "sought", "named"),
    [
        ("Directeur du système informatique", "directeur informatique", True),
        ("Directeur du système informatique", "INFORMATIQUE", True),
        ("Contrôleur de gestion", "controle", True),
        ("Acheteur", "informatique", False),
        ("Acheteur", "", False),
        ("Acheteur", "teur", False),
    ],
)
def test_a_title_is_found_by_the_beginnings_of_its_words(title, sought, named):
    assert is_named(title, sought) is named


@given(st.text(alphabet="abcé '-", min_size=1, max_size=20), st.text(alphabet="xyz ", max_size=10))
def test_a_title_is_named_by_each_part_of_it(title, more):
    if any(c.isalnum() for c in title):
        assert is_named(f"{title} {more}", title)


WORDED = st.lists(
    st.lists(st.sampled_from(["Direct", "Directeur", "Info", "É", "DSI"]), max_size=3).map(" ".join), max_size=6
)


@given(WORDED, st.lists(st.sampled_from(["d", "direct", "directeur", "dsi", "e", "z", "."]), max_size=3).map(" ".join))
def test_of_many_titles_those_are_found_that_are_named_one_by_one(titles, sought):
    assert named(words_of(titles), sought) == {title for title in titles if is_named(title, sought)}
