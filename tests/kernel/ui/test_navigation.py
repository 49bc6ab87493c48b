from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import path
from django.utils.translation import gettext_lazy

from filon.kernel.ui import checks, navigation, palette
from filon.kernel.ui.views import badges, palette_items

urlpatterns = [
    path("", badges, name="today"),
    path("contacts/", badges, name="contacts"),
    path("contacts/imports/", badges, name="imports"),
    path("equipe/", badges, name="team"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> navigation.Registry:
    """A menu of four pages, registered in no order."""
    fresh = navigation.Registry()
    monkeypatch.setattr(navigation, "registry", fresh)
    navigation.register(section="settings", label="Équipe", url_name="team", icon="users", order=10)
    navigation.register(section="data", label="Imports", url_name="imports", icon="upload", order=10, key="i")
    navigation.register(section="work", label="Contacts", url_name="contacts", icon="users", order=30, short="Gens")
    navigation.register(section="work", label="Aujourd’hui", url_name="today", icon="sun", order=10)
    return fresh


def at(address: str) -> HttpRequest:
    return RequestFactory().get(address)


def test_pages_stand_in_their_sections_in_order() -> None:
    groups = navigation.groups(at("/"), navigation.SIDEBAR)
    assert [(group.label, [link.label for link in group.links]) for group in groups] == [
        ("", ["Aujourd’hui", "Contacts"]),
        ("Données", ["Imports"]),
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "today"), ("/contacts/", "contacts"), ("/contacts/12/", "contacts"), ("/contacts/imports/4/", "imports")],
)
def test_the_closest_page_is_current(address: str, name: str) -> None:
    links = [link for _section, link in navigation.links(at(address), navigation.SIDEBAR)]
    assert [link.name for link in links if link.current] == [name]


def test_a_page_of_the_settings_marks_nothing_in_the_sidebar(registry: navigation.Registry) -> None:
    registry.entries.clear()
    navigation.register(section="work", label="Contacts", url_name="contacts", icon="users", order=1)
    navigation.register(section="settings", label="Équipe", url_name="imports", icon="users", order=1, also=("team",))
    for address in ("/contacts/imports/", "/equipe/7/"):
        assert [link.current for _section, link in navigation.links(at(address), navigation.SIDEBAR)] == [False]
        assert [link.current for _section, link in navigation.links(at(address), navigation.SETTINGS)] == [True]


def test_a_page_that_has_nothing_to_say_here_is_not_listed() -> None:
    navigation.register(
        section="work", label="Essais", url_name="team", icon="inbox", order=1, when=lambda request: request.path == "/"
    )
    assert "Essais" in [link.label for _section, link in navigation.links(at("/"), navigation.SIDEBAR)]
    assert "Essais" not in [link.label for _section, link in navigation.links(at("/contacts/"), navigation.SIDEBAR)]


def test_a_page_that_the_member_may_not_open_is_not_listed() -> None:
    navigation.badge(url_name="imports", count=lambda request: 4)
    navigation.only_if(lambda request, url_name: url_name != "imports")
    assert "imports" not in [link.name for _section, link in navigation.links(at("/"), navigation.SIDEBAR)]
    assert navigation.badges(at("/")) == {}


def test_a_route_that_does_not_exist_is_an_error_of_the_check_and_not_of_the_page() -> None:
    navigation.register(section="work", label="Leads", url_name="crm:gone", icon="flag", order=50)
    assert [fault.id for fault in checks.menu_leads_somewhere(None)] == ["ui.E001"]
    assert len(navigation.links(at("/"), navigation.SIDEBAR)) == 3


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown section 'top'"):
        navigation.register(section="top", label="X", url_name="today", icon="x", order=1)


def test_labels_are_translated_at_each_request() -> None:
    navigation.register(section="work", label=gettext_lazy("Fermer"), url_name="contacts", icon="users", order=30)
    labels = [link.label for _section, link in navigation.links(at("/"), navigation.SIDEBAR)]
    assert labels == ["Aujourd’hui", "Fermer", "Imports"]


def test_the_palette_finds_pages_by_every_word_without_accents() -> None:
    found = palette.pages(at("/"), "EQUIPE")
    assert found == [palette.Item("Équipe", "Espace", "/equipe/", "users")]
    assert palette.pages(at("/"), "equipe contacts") == []
    assert [item.label for item in palette.pages(at("/"), "")] == ["Aujourd’hui", "Contacts", "Imports"]


def test_the_palette_asks_everyone_and_cuts_the_talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(palette, "providers", [palette.pages])
    palette.register(lambda request, query: [palette.Item(f"{query} {n}", "", "/", "user") for n in range(50)])
    items = palette.search(at("/"), " impo\0 ")
    assert [item.label for item in items[:2]] == ["Imports", "impo 0"]
    assert len(items) == 1 + palette.PER_PROVIDER


def test_the_palette_page_escapes_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        palette, "providers", [lambda request, query: [palette.Item("<b>x", "<i>", "/?a=1&b=2", "user")]]
    )
    html = palette_items(RequestFactory().get("/palette/", {"q": "<script>"})).content.decode()
    assert "&lt;b&gt;x" in html
    assert 'href="/?a=1&amp;b=2"' in html
    monkeypatch.setattr(palette, "providers", [])
    assert "« &lt;script&gt; »" in palette_items(RequestFactory().get("/palette/", {"q": "<script>"})).content.decode()


def test_badges_are_read_for_the_menu() -> None:
    navigation.badge(url_name="contacts", count=lambda request: 4)
    assert badges(at("/reperes/")).content == b'{"contacts": 4}'
