"""Companies, contacts and events, as programs read and write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.api.conftest import Call
from tests.factories import MADE_AT, make_company, make_contact, make_manager, make_workspace

from filon.crm.models import Contact
from filon.directory.models import Company
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event


def every_page(call: Call, path: str) -> list[list[dict[str, Any]]]:
    """The items of each page, following ``next`` to the end."""
    pages = []
    following: str | None = path
    while following:
        answer = call("GET", following).json()
        pages.append(answer["items"])
        link = answer["next"]
        following = f"{urlsplit(link).path.removeprefix('/api/v1')}?{urlsplit(link).query}" if link else None
    return pages


def test_a_list_is_read_page_by_page_to_its_end(call: Call) -> None:
    for n in range(5):
        make_company(name=f"Fonderie {n}")
    pages = every_page(call, "/companies?limit=2&sort=name")
    assert [[company["name"] for company in page] for page in pages] == [
        ["Fonderie 0", "Fonderie 1"],
        ["Fonderie 2", "Fonderie 3"],
        ["Fonderie 4"],
    ]


@pytest.mark.parametrize(("limit", "shown"), [("0", 1), ("-1", 3), ("x", 3), ("²", 3), ("99999999999", 3), ("2", 2)])
def test_any_limit_is_harmless(call: Call, limit: str, shown: int) -> None:
    for _ in range(3):
        make_company()
    assert len(call("GET", f"/companies?limit={limit}").json()["items"]) == shown


@pytest.mark.parametrize("cursor", ["x", "%00", "a:b", "'", "WyJhIl0"])
def test_a_cursor_that_is_not_ours_gives_the_first_page(call: Call, cursor: str) -> None:
    make_company()
    answer = call("GET", f"/companies?after={cursor}")
    assert (answer.status_code, len(answer.json()["items"])) == (200, 1)


def test_a_company_is_written_found_and_changed(call: Call) -> None:
    made = call("POST", "/companies", {"name": "Étoile du Val", "website": "etoile.example", "city": "Nantes"})
    assert made.status_code == 201
    company = made.json()
    assert (company["domain"], company["siren"], company["country"]) == ("etoile.example", None, "FR")
    (found,) = call("GET", "/companies?q=etoile").json()["items"]
    assert found["id"] == company["id"]
    changed = call("PATCH", f"/companies/{company['id']}", {"city": "Rezé"}).json()
    assert (changed["city"], changed["name"], changed["website"]) == ("Rezé", "Étoile du Val", "https://etoile.example")
    assert call("GET", f"/companies/{company['id']}").json() == changed


def test_what_is_wrong_in_a_company_is_named(call: Call) -> None:
    refused = call("POST", "/companies", {"name": "Étoile", "siren": "123"})
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    (fault,) = refused.json()["errors"]
    assert fault["field"] == "siren"
    assert not Company.objects.exists()


def test_a_body_that_is_no_json_or_lacks_a_member_is_refused(call: Call) -> None:
    assert call("POST", "/companies", "{").status_code == 400
    missing = call("POST", "/companies", {"city": "Nantes"})
    assert missing.status_code == 422
    assert missing.json()["errors"] == [{"field": "name", "detail": "Field required", "code": "missing"}]


def test_a_contact_is_written_changed_and_deleted(call: Call) -> None:
    made = call("POST", "/contacts", {"last_name": "Roy", "email": "Lise@Roy.example", "company_name": "Étoile"})
    assert made.status_code == 201
    contact = made.json()
    assert contact["email"] == "lise@roy.example"
    assert Company.objects.get(id=contact["company_id"]).name == "Étoile"
    path = f"/contacts/{contact['id']}"
    changed = call("PATCH", path, {"first_name": "Lise", "company_name": "Comète"}).json()
    assert (changed["first_name"], changed["last_name"]) == ("Lise", "Roy")
    assert Company.objects.get(id=changed["company_id"]).name == "Comète"
    assert call("DELETE", path).status_code == 204
    assert call("GET", path).status_code == 404
    assert not Contact.objects.exists()


def test_two_contacts_do_not_share_an_address(call: Call) -> None:
    make_contact(email="lise@roy.example")
    refused = call("POST", "/contacts", {"last_name": "Roy", "email": "LISE@roy.example"})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "email")
    assert Contact.objects.count() == 1


def test_a_contact_is_followed_by_somebody_of_the_workspace(call: Call, workspace: Workspace) -> None:
    stranger = make_manager(make_workspace()).user
    refused = call("POST", "/contacts", {"last_name": "Roy", "owner_id": stranger.pk})
    assert (refused.status_code, refused.json()["code"]) == (422, "owner_unknown")
    own = make_manager(workspace).user
    assert call("POST", "/contacts", {"last_name": "Roy", "owner_id": own.pk}).json()["owner_id"] == own.pk


def test_the_company_of_another_workspace_does_not_exist_here(call: Call) -> None:
    with scope(make_workspace().id):
        theirs = make_company()
    refused = call("POST", "/contacts", {"last_name": "Roy", "company_id": str(theirs.id)})
    assert (refused.status_code, refused.json()["code"]) == (422, "company_unknown")
    assert not Contact.objects.exists()


def test_contacts_are_narrowed_to_a_company(call: Call) -> None:
    wanted, other = make_contact(), make_contact()
    (found,) = call("GET", f"/contacts?company={wanted.company_id}").json()["items"]
    assert found["id"] == str(wanted.id)
    assert found["id"] != str(other.id)


def happened(kind: str, minutes: int, **about: Any) -> Event:
    return Event.objects.create(kind=kind, at=MADE_AT + timedelta(minutes=minutes), data={"n": minutes}, **about)


def test_events_are_read_newest_first_and_narrowed(call: Call) -> None:
    contact = uuid7()
    for n in range(4):
        happened("mail.sent", n)
    happened("mail.replied", 9, contact_id=contact)
    assert [e["data"]["n"] for e in call("GET", "/events").json()["items"]] == [9, 3, 2, 1, 0]
    assert [len(page) for page in every_page(call, "/events?kind=mail.sent&limit=3")] == [3, 1]
    both = call("GET", "/events?kind=mail.sent&kind=mail.replied").json()["items"]
    assert len(both) == 5
    (reply,) = call("GET", f"/events?contact_id={contact}").json()["items"]
    assert reply["kind"] == "mail.replied"
    since = (MADE_AT + timedelta(minutes=3)).isoformat().replace("+00:00", "Z")
    assert [e["data"]["n"] for e in call("GET", f"/events?since={since}").json()["items"]] == [9, 3]


@pytest.mark.parametrize("wrong", ["since=yesterday", "since=2026-11-20T09:00:00", "contact_id=x", "company_id=%00"])
def test_a_filter_that_cannot_be_read_is_named(call: Call, wrong: str) -> None:
    answer = call("GET", f"/events?{wrong}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, wrong.partition("=")[0])


def test_events_cannot_be_written(call: Call) -> None:
    assert call("POST", "/events", {"kind": "mail.sent"}).status_code == 405
    assert not Event.objects.exists()
