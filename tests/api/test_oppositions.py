"""The opposition list, as programs ask and tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.api.conftest import Call, caller
from tests.factories import MADE_AT, make_campaign, make_contact, make_workspace

from filon.consent.models import Suppression
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.kernel.tenancy import scope
from filon.timeline.models import Event


def told(call: Call, *values: str, source: str = "") -> Any:
    answer = call("POST", "/oppositions", {"values": list(values), "source": source})
    assert answer.status_code == 200
    return answer.json()


def test_each_kind_is_put_on_the_list_once_and_found_as_it_is_written(call: Call) -> None:
    values = ("Jo@a.example", "www.b.example", "01 99 00 00 41", "732 829 320")
    assert told(call, *values, source="courriel du 12 mars") == {"added": 4, "known": 0, "refused": []}
    assert told(call, *values) == {"added": 0, "known": 4, "refused": []}
    found = {value: call("GET", f"/oppositions?value={value.replace(' ', '%20')}").json() for value in values}
    assert [(each["kind"], each["value"], each["opposed"]) for each in found.values()] == [
        ("email", "jo@a.example", True),
        ("domain", "b.example", True),
        ("phone", "+33199000041", True),
        ("siren", "732829320", True),
    ]
    (entry,) = found["01 99 00 00 41"]["entries"]
    assert (entry["reason"], entry["source"], entry["everywhere"]) == ("asked", "courriel du 12 mars", True)


def test_what_names_nobody_is_told_with_its_place_and_nothing_else_is_lost(call: Call) -> None:
    answer = told(call, "jo@a.example", "sans sens", "", "0199000042")
    assert (answer["added"], answer["known"]) == (2, 0)
    assert [(each["index"], each["value"], each["code"]) for each in answer["refused"]] == [
        (1, "sans sens", "domain_invalid"),
        (2, "", "empty"),
    ]
    assert all(each["message"] for each in answer["refused"])
    assert Suppression.objects.count() == 2


def test_the_card_of_an_address_is_opposed_with_it(call: Call) -> None:
    contact = make_contact(email="jo@a.example")
    told(call, "jo@a.example")
    assert Contact.objects.get().opted_out_at is not None
    assert Event.objects.get(kind="crm.opted_out").contact_id == contact.id


def test_a_card_that_got_an_address_of_the_list_is_opposed_and_its_address_is_nothing_new(call: Call) -> None:
    suppress(Kind.EMAIL, "jo@a.example", reason=Reason.UNSUBSCRIBED, now=MADE_AT)
    make_contact(email="jo@a.example")
    assert told(call, "jo@a.example") == {"added": 0, "known": 1, "refused": []}
    assert Contact.objects.get().opted_out_at is not None


def test_one_value_twice_in_a_request_is_new_once(call: Call) -> None:
    assert told(call, "jo@a.example", "JO@A.example") == {"added": 1, "known": 1, "refused": []}


def test_five_hundred_values_take_no_more_queries_than_a_few(
    call: Call, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    values = [*(f"jo{n}@a.example" for n in range(498)), "b.example", "0199000042"]
    with django_assert_max_num_queries(40):
        assert told(call, *values) == {"added": 500, "known": 0, "refused": []}
    assert Suppression.objects.count() == 500
    assert told(call, *values) == {"added": 0, "known": 500, "refused": []}


def test_cards_and_addresses_without_one_are_told_of_together(call: Call) -> None:
    contacts = [make_contact(email=f"carte{n}@a.example") for n in range(3)]
    values = [each.email for each in contacts] + ["jo@a.example", "b.example", "0199000042"]
    assert told(call, *values, source="appel") == {"added": 6, "known": 0, "refused": []}
    assert not Contact.objects.filter(opted_out_at=None).exists()
    assert set(Event.objects.filter(kind="crm.opted_out").values_list("contact_id", flat=True)) == {
        each.id for each in contacts
    }
    assert sorted(Suppression.objects.values_list("kind", "reason", "source")) == [
        ("domain", "asked", "appel"),
        ("email", "asked", "appel"),
        *[("email", "user", "appel")] * 3,
        ("phone", "asked", "appel"),
    ]
    assert told(call, *values) == {"added": 0, "known": 6, "refused": []}


def test_what_no_database_takes_in_a_source_and_a_value_that_is_too_long_harm_nothing_else(call: Call) -> None:
    answer = told(call, "jo@a.example", "x" * 321, source="courriel\x00 du\n standard")
    assert (answer["added"], [each["index"] for each in answer["refused"]]) == (1, [1])
    assert Suppression.objects.get().source == "courriel du standard"


def test_an_address_is_kept_silent_by_its_domain(call: Call) -> None:
    told(call, "a.example")
    answer = call("GET", "/oppositions?value=jo@a.example").json()
    assert (answer["opposed"], [entry["kind"] for entry in answer["entries"]]) == (True, ["domain"])


def test_a_campaign_that_was_left_is_no_opposition_everywhere(call: Call) -> None:
    make_contact(email="jo@a.example")
    origin = make_campaign().id
    suppress(Kind.EMAIL, "jo@a.example", reason=Reason.UNSUBSCRIBED, now=MADE_AT, origin_id=origin)
    answer = call("GET", "/oppositions?value=jo@a.example").json()
    assert (answer["opposed"], answer["entries"][0]["everywhere"]) == (False, False)


def test_whoever_is_unknown_is_free(call: Call) -> None:
    answer = call("GET", "/oppositions?value=jo@a.example").json()
    assert (answer["opposed"], answer["entries"]) == (False, [])


@pytest.mark.parametrize("value", ["", "sans%20sens", "x" * 321, "%00", "a@b@c"])
def test_a_question_that_names_nobody_is_told_so(call: Call, value: str) -> None:
    answer = call("GET", f"/oppositions?value={value}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "value"


@pytest.mark.parametrize(
    "body", [{}, {"values": []}, {"values": "a@b.example"}, {"values": [None]}, {"values": ["a@b.example"] * 501}]
)
def test_a_list_that_is_none_or_too_long_changes_nothing(call: Call, body: dict[str, Any]) -> None:
    assert call("POST", "/oppositions", body).status_code == 422
    assert not Suppression.objects.exists()


def test_a_key_that_may_only_read_asks_and_does_not_tell(make_key: Any) -> None:
    reads = caller(make_key("read")[1])
    assert reads("GET", "/oppositions?value=jo@a.example").status_code == 200
    assert reads("POST", "/oppositions", {"values": ["jo@a.example"]}).status_code == 403
    assert not Suppression.objects.exists()


def test_another_workspace_knows_nothing_of_it(call: Call) -> None:
    other = make_workspace()
    with scope(other.id):
        suppress(Kind.EMAIL, "jo@a.example", reason=Reason.ASKED, now=MADE_AT)
    assert call("GET", "/oppositions?value=jo@a.example").json()["opposed"] is False
