"""The opposition list by hand: what is named, put on, looked up and taken off again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import MADE_AT, make_contact, make_manager, make_member
from tests.outreach.elsewhere import Elsewhere

from filon.consent.models import Suppression
from filon.consent.operations import suppress
from filon.consent.queries import Target, is_suppressed
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations.opposition import opt_in, opt_out
from filon.crm.operations.opposition_list import Named, lift_opposition, oppose, read_named
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

ClientFor = Callable[[Member], Client]
PAGE = "/reglages/oppositions/"
NUMBER = Named(Kind.PHONE, "+33199000001")


@pytest.fixture
def manager(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_manager(workspace))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (" Claire@Elan.example ", Kind.EMAIL, "claire@elan.example"),
        ("@Elan.example", Kind.DOMAIN, "elan.example"),
        ("https://www.elan.example/contact", Kind.DOMAIN, "elan.example"),
        ("élan.example", Kind.DOMAIN, "xn--lan-9la.example"),
        ("01 99 00 00 01", Kind.PHONE, "+33199000001"),
        ("0033 1 99 00 00 01", Kind.PHONE, "+33199000001"),
        ("+33 (0)1 99 00 00 01", Kind.PHONE, "+33199000001"),
        ("+687 25 12 34", Kind.PHONE, "+687251234"),
        ("+376 812 345", Kind.PHONE, "+376812345"),
        ("01 99 00 00 01 poste 12", Kind.PHONE, "+33199000001"),
        ("tel:+33199000001", Kind.PHONE, "+33199000001"),
        ("0049 30 12345678", Kind.PHONE, "+493012345678"),
        ("732 829 320", Kind.SIREN, "732829320"),
        ("732 829 320 00074", Kind.SIREN, "732829320"),
        ("005 520 135", Kind.SIREN, "005520135"),
    ],
)
def test_what_somebody_names(text: str, kind: Kind, value: str) -> None:
    assert read_named(text) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "claire@",
        "a b",
        "elan",
        "12",
        "732829321",
        "01 99",
        "@",
        "\x00",
        "a b.example",
        "élan .example",
        "+" * 400,
    ],
)
def test_what_is_none_of_these_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as no:
        read_named(text)
    assert no.value.field == "value"
    assert no.value.message.endswith((".", "…"))


@pytest.mark.usefixtures("workspace")
def test_a_number_put_on_the_list_is_called_no_more_until_it_is_taken_off(clock: VirtualClock) -> None:
    line = Target(key=uuid7(), phone=NUMBER.value)
    assert oppose(NUMBER, now=clock.now(), source="courriel du standard", by=3)
    assert not oppose(NUMBER, now=clock.now(), by=4)
    entry = Suppression.objects.get()
    assert (entry.reason, entry.source, is_suppressed(line)) == (Reason.ASKED, "courriel du standard", True)
    assert lift_opposition(NUMBER, now=clock.now(), by=5)
    assert not lift_opposition(NUMBER, now=clock.now())
    assert not is_suppressed(line)
    told = Event.objects.filter(kind__startswith="consent.").values_list("kind", "actor_id").order_by("id")
    assert list(told) == [("consent.suppressed", 3), ("consent.suppression_lifted", 5)]


@pytest.mark.usefixtures("workspace")
def test_an_address_takes_its_card_with_it_both_ways(clock: VirtualClock) -> None:
    contact = make_contact(email="claire@elan.example")
    named = read_named(contact.email)
    assert oppose(named, now=clock.now(), by=3)
    contact.refresh_from_db()
    assert contact.opted_out_at == clock.now()
    assert lift_opposition(named, now=clock.now(), by=3)
    contact.refresh_from_db()
    assert contact.opted_out_at is None
    assert not Suppression.objects.exists()


def test_the_page_answers_for_one_value_and_counts_the_list(workspace: Workspace, manager: Client) -> None:
    assert "Personne sur la liste" in manager.get(PAGE).content.decode()
    suppress(Kind.DOMAIN, "elan.example", reason=Reason.ASKED, now=MADE_AT, source="appel")
    suppress(Kind.EMAIL, "claire@elan.example", reason=Reason.ASKED, now=MADE_AT, origin_id=uuid7())
    page = manager.get(PAGE, {"q": "claire@elan.example"})
    found = page.context["found"]
    assert [(entry.kind, entry.origin_id is None) for entry, *_words in found.entries] == [
        (Kind.DOMAIN, True),
        (Kind.EMAIL, False),
    ]
    assert (found.everywhere, found.own) == (True, None)
    assert page.context["rows"] == [("Domaine", 1, [("Demande du destinataire", 1)])]
    part = manager.get(PAGE, {"q": "01 99 00 00 09"}, headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="opposition"')
    assert not part.context["found"].everywhere


def test_the_page_says_what_it_cannot_read(manager: Client) -> None:
    page = manager.get(PAGE, {"q": "<script>alert(1)</script>"})
    assert page.status_code == 200
    assert page.context["fault"]
    assert "<script>alert(1)" not in page.content.decode()


def test_a_member_puts_on_and_only_a_manager_takes_off(workspace: Workspace, client_for: ClientFor) -> None:
    member, manager = client_for(make_member(workspace)), client_for(make_manager(workspace))
    here = {"value": "01 99 00 00 01", "source": "appel du 12"}
    assert member.post(f"{PAGE}ajout/", here, headers={"HX-Request": "true"}).status_code == 204
    assert Suppression.objects.get().source == "appel du 12"
    assert "Un manager peut la retirer" in member.get(PAGE, {"q": here["value"]}).content.decode()
    assert member.post(f"{PAGE}retrait/", here).status_code == 403
    assert Suppression.objects.exists()
    assert manager.post(f"{PAGE}retrait/", here, headers={"HX-Request": "true"}).status_code == 204
    assert not Suppression.objects.exists()
    assert manager.post(f"{PAGE}retrait/", here, headers={"HX-Request": "true"}).status_code == 204


@pytest.mark.parametrize("posted", [{}, {"value": "12"}, {"value": "01 99 00 00 01", "source": "x" * 500}])
def test_a_form_that_was_tampered_with_writes_nothing(manager: Client, posted: dict[str, str]) -> None:
    answer = manager.post(f"{PAGE}ajout/", posted, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert '"tone": "bad"' in answer.headers["HX-Trigger"]
    assert not Suppression.objects.exists()


def test_the_page_costs_the_same_queries_however_long_the_list_is(workspace: Workspace, manager: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert manager.get(PAGE, {"q": "a@elan.example"}).status_code == 200
        return len(caught)

    suppress(Kind.EMAIL, "a@elan.example", reason=Reason.ASKED, now=MADE_AT)
    queries()
    one = queries()
    for kind in (Kind.PHONE, Kind.SIREN, Kind.DOMAIN):
        suppress(kind, "elan.example", reason=Reason.USER, now=MADE_AT)
    assert queries() == one


def test_a_number_is_read_from_where_the_workspace_is() -> None:
    assert read_named("030 12345678", country="DE") == (Kind.PHONE, "+493012345678")


def test_what_is_too_long_to_be_anything_is_not_looked_at() -> None:
    """Patterns take their time over long texts."""
    with pytest.raises(Refused):
        read_named("1" + " " * 50_000 + "1")


@pytest.mark.usefixtures("workspace")
def test_a_wish_takes_the_place_of_a_bounce_and_of_nothing_else(clock: VirtualClock) -> None:
    named = read_named("claire@elan.example")
    suppress(*named, reason=Reason.BOUNCE, now=MADE_AT)
    assert oppose(named, now=clock.now(), source="appel")
    assert [(e.reason, e.source) for e in Suppression.objects.all()] == [(Reason.ASKED, "appel")]
    suppress(Kind.PHONE, NUMBER.value, reason=Reason.COMPLAINT, now=MADE_AT)
    assert not oppose(NUMBER, now=clock.now())
    assert Suppression.objects.get(kind=Kind.PHONE).reason == Reason.COMPLAINT


@pytest.mark.usefixtures("workspace")
def test_a_wish_takes_the_place_of_a_bounce_of_an_address_that_was_typed_anew_on_a_card(clock: VirtualClock) -> None:
    """Calls pass over what only bounced: left so, who asked for silence would be called."""
    contact = make_contact(email="claire@elan.example")
    suppress(Kind.EMAIL, contact.email, reason=Reason.BOUNCE, now=MADE_AT)
    assert oppose(read_named(contact.email), now=clock.now(), source="appel")
    assert [(e.reason, e.source) for e in Suppression.objects.filter(kind=Kind.EMAIL)] == [(Reason.USER, "appel")]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("own", [Reason.UNSUBSCRIBED, Reason.ASKED, Reason.COMPLAINT])
def test_what_they_ask_for_after_a_user_decided_it_is_theirs(own: Reason) -> None:
    contact = make_contact(email="claire@elan.example")
    opt_out(contact.id, reason=Reason.USER, now=MADE_AT)
    assert suppress(Kind.EMAIL, contact.email, reason=own, now=MADE_AT)
    assert not suppress(Kind.EMAIL, contact.email, reason=Reason.USER, now=MADE_AT)
    with pytest.raises(Refused):
        opt_in(contact.id, now=MADE_AT, theirs=False)
    assert Suppression.objects.get(kind=Kind.EMAIL).reason == own


@pytest.mark.usefixtures("workspace")
@pytest.mark.django_db(transaction=True)
def test_a_wish_wins_over_a_bounce_that_is_being_written() -> None:
    named = read_named("claire@elan.example")
    with transaction.atomic():
        suppress(*named, reason=Reason.BOUNCE, now=MADE_AT)
        wish = Elsewhere(lambda: oppose(named, now=MADE_AT))
        assert wish.is_waiting()
    assert wish.end() is True
    assert Suppression.objects.get().reason == Reason.ASKED


def test_the_page_of_an_address_that_bounces_tells_to_note_a_wish_as_one(manager: Client) -> None:
    suppress(Kind.EMAIL, "claire@elan.example", reason=Reason.BOUNCE, now=MADE_AT)
    bounced = manager.get(PAGE, {"q": "claire@elan.example"}).content.decode()
    manager.post(f"{PAGE}ajout/", {"value": "claire@elan.example"}, headers={"HX-Request": "true"})
    wished = manager.get(PAGE, {"q": "claire@elan.example"}).content.decode()
    assert "prend la place de l’erreur" in bounced
    assert "prend la place de l’erreur" not in wished
    assert f"{PAGE}retrait/" in bounced


def test_who_was_erased_stays_on_the_list(manager: Client, clock: VirtualClock) -> None:
    named = read_named("claire@elan.example")
    suppress(*named, reason=Reason.ERASED, now=MADE_AT)
    with pytest.raises(Refused):
        lift_opposition(named, now=clock.now())
    answer = manager.post(f"{PAGE}retrait/", {"value": named.value}, headers={"HX-Request": "true"})
    assert '"tone": "bad"' in answer.headers["HX-Trigger"]
    assert Suppression.objects.exists()
    page = manager.get(PAGE, {"q": named.value}).content.decode()
    assert "cette entrée reste" in page
    assert "opposition_remove" not in page
    assert f"{PAGE}retrait/" not in page


def test_the_page_knows_an_address_by_its_card_and_says_what_still_forbids_it(manager: Client) -> None:
    contact = make_contact(email="claire@elan.example")
    contact.company.siren = "732829320"
    contact.company.save()
    suppress(Kind.SIREN, "732829320", reason=Reason.ASKED, now=MADE_AT, source="call")
    assert manager.get(PAGE, {"q": contact.email}).context["found"].everywhere
    assert "un appel" in manager.get(PAGE, {"q": contact.email}).content.decode()
    suppress(Kind.EMAIL, contact.email, reason=Reason.ASKED, now=MADE_AT)
    answer = manager.post(f"{PAGE}retrait/", {"value": contact.email}, headers={"HX-Request": "true"})
    assert "encore" in answer.headers["HX-Trigger"].encode().decode("unicode_escape")
    assert list(Suppression.objects.values_list("kind", flat=True)) == [Kind.SIREN]


def test_an_address_whose_card_is_opposed_may_still_come_in_by_an_import(workspace: Workspace) -> None:
    """As from the card itself: what is asked for is silence, not that the address be forgotten."""
    with_card = make_contact(email="claire@elan.example")
    oppose(read_named(with_card.email), now=MADE_AT)
    assert set(Suppression.objects.values_list("reason", flat=True)) == {Reason.USER}


@pytest.mark.usefixtures("workspace")
@pytest.mark.django_db(transaction=True)
def test_a_wish_by_hand_waits_for_the_one_on_the_card_and_neither_is_refused() -> None:
    """Whoever has the card writes first: taken in two orders, card and list would wait for each other."""
    contact = make_contact(email="claire@elan.example")
    named = read_named(contact.email)
    with transaction.atomic():
        Contact.objects.select_for_update().get(id=contact.id)
        by_hand = Elsewhere(lambda: oppose(named, now=MADE_AT))
        assert by_hand.is_waiting()
        assert opt_out(contact.id, reason=Reason.USER, now=MADE_AT)
    assert by_hand.end() is False
    assert set(Suppression.objects.values_list("kind", flat=True)) == {Kind.EMAIL}
    with transaction.atomic():
        Contact.objects.select_for_update().get(id=contact.id)
        by_hand = Elsewhere(lambda: lift_opposition(named, now=MADE_AT))
        assert by_hand.is_waiting()
        assert opt_in(contact.id, now=MADE_AT)
    assert by_hand.end() is False
    assert not Suppression.objects.exists()
    assert Event.objects.filter(kind__startswith="consent.").count() == 2
