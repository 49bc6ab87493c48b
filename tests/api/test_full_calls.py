"""Full campaigns for programs (ST-86)."""

from __future__ import annotations

from tests.api.conftest import Call
from tests.factories import make_full_campaign, make_person, make_prospect, make_qualified, make_trunk

from filon.calls.exporting import comment
from filon.calls.full.comments import comment_of
from filon.tenants.models import Workspace

JEANNE = {"phone": "01 99 00 12 34", "company": "Acme", "first_name": "Jeanne", "last_name": "Essai"}


def test_st_86_a_program_makes_a_full_campaign_and_adds_people(workspace: Workspace, call: Call) -> None:
    fields = {"name": "Vérifier", "scenario": "full", "trunk_id": str(make_trunk().id), "purpose": "nos coordonnées"}
    made = call("POST", "/call-campaigns", fields).json()
    assert (made["scenario"], made["purpose"], made["ask_email"]) == ("full", "nos coordonnées", True)
    url = f"/call-campaigns/{made['id']}/prospects"
    email = {"email": "Jeanne@acme.example"}
    people = [JEANNE | email, JEANNE | {"first_name": "Paul"}, JEANNE, {"phone": "01 99 00 12 35"}]
    added = call("POST", url, {"prospects": people}).json()
    assert (added["added"], added["known"], added["credits"]) == (2, 1, 6)
    assert [(row["row"], row["field"], row["code"]) for row in added["refused"]] == [
        (4, "company", "cell_missing"),
        (4, "first_name", "cell_missing"),
        (4, "last_name", "cell_missing"),
    ]
    first = call("GET", url).json()["items"][0]
    assert (first["first_name"], first["email"], first["status"]) == ("Jeanne", "jeanne@acme.example", "")


def test_what_was_said_of_a_row_is_read(workspace: Workspace, call: Call) -> None:
    row = make_qualified(make_person(make_full_campaign(), last_name="Essai"), extracts=["person"])
    got = call("GET", f"/call-prospects/{row.id}").json()
    assert (got["status"], got["level"], got["comment"]) == ("person_email_modified", 2, comment_of(row))
    assert [change["field"] for change in got["changes"]] == ["person", "email"]
    assert got["changes"][0]["after"] == {"first_name": "Claire", "last_name": "Martin", "job_title": ""}
    assert got["verdicts"]["phone"]["verdict"] == "untouched"
    assert [extract["field"] for extract in got["extracts"]] == ["person"]


def test_of_a_row_of_light_nothing_was_said(workspace: Workspace, call: Call) -> None:
    got = call("GET", f"/call-prospects/{make_prospect().id}").json()
    assert (got["verdicts"], got["changes"], got["extracts"], got["first_name"]) == ({}, [], [], "")


def test_st_98_a_row_of_light_has_the_same_comment_here_and_in_the_file(workspace: Workspace, call: Call) -> None:
    row = make_prospect(state="done", nature="human", level=1, score=90)
    assert call("GET", f"/call-prospects/{row.id}").json()["comment"] == comment(row) != ""


def test_an_unknown_scenario_is_refused(workspace: Workspace, call: Call) -> None:
    answer = call("POST", "/call-campaigns", {"name": "X", "scenario": "medium"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "scenario")
