"""One search over everything, on its page and in the palette."""

from __future__ import annotations

from django.test import Client
from tests.counting import queries
from tests.desk.conftest import ClientFor
from tests.factories import make_campaign, make_company, make_contact, make_version, make_workspace

from filon.kernel.tenancy import scope
from filon.outreach.models import CampaignViewer, Sequence
from filon.tenants.models import Member


def make_zephyrs(name: str = "Zéphyr") -> None:
    company = make_company(name=f"{name} Industrie", city="Lyon")
    make_contact(first_name="Ana", last_name=name, company=company)
    version = make_version()
    Sequence.objects.filter(id=version.sequence_id).update(name=f"Relances {name}")
    make_campaign(name=f"Campagne {name}", version=version)


def hits(browser: Client, text: str) -> dict[str, list[str]]:
    found = browser.get("/recherche/", {"q": text}).context["found"]
    return {str(one.place.title): [hit.label for hit in one.hits] for one in found}


def test_every_room_is_searched(browser: Client) -> None:
    make_zephyrs()
    make_contact(last_name="Autre")
    assert hits(browser, "zéph") == {
        "Contacts": ["Ana Zéphyr"],
        "Sociétés": ["Zéphyr Industrie"],
        "Campagnes": ["Campagne Zéphyr"],
        "Séquences": ["Relances Zéphyr"],
    }


def test_a_place_with_more_leads_to_its_own_list(browser: Client) -> None:
    for _ in range(11):
        make_contact(last_name="Martin", company=None)
    (found,) = browser.get("/recherche/", {"q": "martin"}).context["found"]
    assert (len(found.hits), found.more, found.url) == (10, True, "/contacts/?q=martin")
    assert browser.get(found.url).status_code == 200


def test_the_queries_do_not_depend_on_what_is_found(browser: Client) -> None:
    make_zephyrs()
    for path in ("/recherche/?q=zephyr", "/palette/?q=zephyr"):
        one = queries(browser, path)
        make_zephyrs("Zéphyrin")
        make_zephyrs("Zéphyra")
        assert queries(browser, path) == one


def test_one_letter_looks_nothing_up(browser: Client) -> None:
    make_zephyrs()
    nothing = queries(browser, "/recherche/")
    assert queries(browser, "/recherche/?q=z") == nothing
    assert hits(browser, "z") == {}


def test_any_text_is_harmless(browser: Client) -> None:
    for text in ("\0", "'; drop table x; --", "<script>", "%_\\", "a" * 5000, "' | !*:("):
        answer = browser.get("/recherche/", {"q": text})
        assert answer.status_code == 200
        assert "<script>" not in answer.context["q"] or "<script>alert" not in answer.content.decode()
        assert browser.get("/palette/", {"q": text}).status_code == 200


def test_ol_50_a_user_finds_only_campaigns_they_may_see(member: Member, client_for: ClientFor) -> None:
    mine, _theirs = (make_campaign(name=name, access="chosen") for name in ("Été une", "Été deux"))
    CampaignViewer.objects.create(campaign=mine, user=member.user)
    browser = client_for(member)
    assert hits(browser, "été") == {"Campagnes": ["Été une"]}
    palette = browser.get("/palette/", {"q": "été"}).content.decode()
    assert "Été une" in palette
    assert "Été deux" not in palette


def test_nothing_of_another_workspace_is_found(browser: Client) -> None:
    with scope(make_workspace().id):
        make_zephyrs()
    assert hits(browser, "zephyr") == {}
    assert "Zéphyr" not in browser.get("/palette/", {"q": "zephyr"}).content.decode().replace("« zephyr »", "")


def test_the_palette_ends_with_the_search_over_everything(browser: Client) -> None:
    make_zephyrs()
    items = browser.get("/palette/", {"q": "zephyr"}).context["items"]
    assert [item.label for item in items] == [
        "Ana Zéphyr",
        "Zéphyr Industrie",
        "Campagne Zéphyr",
        "Relances Zéphyr",
        "Rechercher « zephyr »",
    ]
    assert items[-1].url == "/recherche/?q=zephyr"


def test_typing_replaces_the_results_only(browser: Client) -> None:
    part = browser.get("/recherche/", {"q": "zz"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="found"')
    assert "<html" not in part
