"""Aujourd'hui: what to do now, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.counting import queries
from tests.desk.days import (
    make_alarmed,
    make_answer,
    make_broken,
    make_call_back,
    make_challenge,
    make_doubt,
    make_file,
    make_follow_up,
    make_given_up,
    make_launched,
    make_one_of_each,
    make_reached,
    make_told,
)
from tests.factories import (
    MADE_AT,
    make_campaign,
    make_company,
    make_contact,
    make_mailbox,
    make_manager,
    make_member,
    make_version,
    make_workspace,
)
from tests.market.rows import make_unit

from filon.crm.follow_ups.states import Priority
from filon.crm.notes.operations import NoteFields, write_note
from filon.desk.lines import Line
from filon.desk.points import Kind
from filon.desk.queries import waiting
from filon.desk.queries.today import to_do
from filon.desk.viewer import Viewer
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.mail.states import MailKind
from filon.outreach.models import CampaignViewer
from filon.tenants.models import Member, Workspace

TODAY = date(2026, 11, 23)


def lines(member: Member, clock: VirtualClock) -> list[Line]:
    viewer = Viewer(member.user_id, member.is_manager)
    return to_do(viewer, workspace=member.workspace, now=clock.now()).lines


def count(member: Member) -> int:
    return waiting.count(Viewer(member.user_id, member.is_manager), today=TODAY)


def kinds(member: Member, clock: VirtualClock) -> list[Kind]:
    return [line.kind for line in lines(member, clock)]


def test_home_is_today(browser: Client) -> None:
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "Aujourd’hui" in answer.content.decode()


def test_everything_that_waits_is_there_in_the_order_of_its_points(manager: Member, clock: VirtualClock) -> None:
    make_one_of_each()
    found = lines(manager, clock)
    assert {line.kind for line in found} == set(Kind)
    assert all(one.score >= other.score for one, other in pairwise(found))
    assert all(line.title and line.why and line.done.url for line in found)


@pytest.mark.parametrize("path", ["/", "/aujourdhui/envois/", "/aujourdhui/resultats/"])
def test_the_pages_cost_the_same_queries_for_one_row_of_each_kind_and_for_three(browser: Client, path: str) -> None:
    make_one_of_each()
    one = queries(browser, path)
    make_one_of_each(hours=1)
    make_one_of_each(hours=2)
    assert queries(browser, path) == one


def test_the_list_itself_takes_eighteen_queries(manager: Member, clock: VirtualClock) -> None:
    make_one_of_each()
    make_answer(origin_id=make_campaign().id)
    with CaptureQueriesContext(connection) as caught:
        assert len(lines(manager, clock)) == 14
    assert len(caught) == 18


def test_ol_36_a_reply_says_who_where_why_and_until_when(manager: Member, clock: VirtualClock) -> None:
    campaign = make_campaign(name="Automne")
    company = make_company(name="Fonderie Élan")
    contact = make_contact(first_name="Ana", last_name="Ruiz", email="ana@elan.example", company=company)
    message = make_answer(contact, origin_id=campaign.id, at=clock.now() - timedelta(hours=2))
    (line,) = lines(manager, clock)
    assert (line.title, line.url) == ("Répondre à Ana Ruiz", f"/contacts/{contact.id}/")
    assert [name.text for name in line.context] == ["Fonderie Élan", "Automne"]
    assert "Plus rien ne part automatiquement vers sa société." in line.why
    assert (line.until, line.late, line.said) == (
        message.at + timedelta(days=1, hours=3),
        False,
        "Bonjour, appelez-moi mardi.",
    )
    assert line.more[0].url == "mailto:ana@elan.example?subject=Re%3A%20Votre%20atelier"


def test_a_reply_left_over_a_working_day_is_late_and_worth_more(manager: Member, clock: VirtualClock) -> None:
    make_answer(at=clock.now() - timedelta(days=4))
    (line,) = lines(manager, clock)
    assert (line.late, line.score) == (True, 90)
    assert str(line.points[1].because) == "Attend depuis 4 jours"


def test_several_messages_of_one_person_are_one_line(manager: Member, clock: VirtualClock) -> None:
    contact = make_contact()
    make_answer(contact, at=clock.now() - timedelta(hours=3))
    last = make_answer(contact, at=clock.now() - timedelta(hours=1), text="Encore moi")
    make_challenge(contact=contact, at=clock.now())
    reply, challenge = lines(manager, clock)
    assert (reply.id, reply.since, reply.said) == (last.id, clock.now() - timedelta(hours=3), "Encore moi")
    assert challenge.kind == Kind.CHALLENGE


def test_ol_24_a_challenge_has_its_direct_link_and_says_where_it_leads(
    browser: Client, manager: Member, clock: VirtualClock
) -> None:
    make_challenge(contact=make_contact(first_name="Ana", last_name="Ruiz"))
    (line,) = lines(manager, clock)
    assert line.title == "Débloquer votre e-mail à Ana Ruiz"
    assert line.more[0].url == "https://app.mailinblack.com/auth/9f33"
    assert line.why == "Mailinblack le retient : prouvez sur app.mailinblack.com que vous êtes une personne."
    page = browser.get("/").content.decode()
    assert 'href="https://app.mailinblack.com/auth/9f33" target="_blank" rel="noopener noreferrer"' in page


def test_what_a_stranger_wrote_is_text_and_never_markup(browser: Client) -> None:
    make_answer(text="<script>alert(1)</script>", subject="x&body=<b>", sender="a?b&c@client.example")
    page = browser.get("/").content.decode()
    assert "<script>alert(1)" not in page
    assert "mailto:a%3Fb%26c@client.example?subject=Re%3A%20x%26body%3D%3Cb%3E" in page


def test_mo_27_whoever_called_is_shown_with_number_who_when_and_whose_it_is(
    browser: Client, manager: Member, clock: VirtualClock
) -> None:
    company = make_company(name="Fonderie Élan")
    contact = make_contact(first_name="Ana", last_name="Ruiz", company=company)
    since = clock.now() - timedelta(hours=2)
    make_call_back(phone="+33199000041", contact=contact, company=company, calls=2, since=since, assignee=manager.user)
    (line,) = lines(manager, clock)
    assert (line.title, line.url, line.since) == ("Rappeler Ana Ruiz", f"/contacts/{contact.id}/", since)
    assert [name.text for name in line.context] == ["Fonderie Élan", f"confié à {manager.user.name}"]
    assert line.more[0].url == "tel:+33199000041"
    assert line.why == "01 99 00 00 41, 2 appels sans réponse."
    assert 'href="tel:+33199000041"' in browser.get("/").content.decode()


def test_co_90_the_last_note_about_the_company_stands_on_the_line(manager: Member, clock: VirtualClock) -> None:
    company = make_company()
    for hours, text in ((2, "Rappeler après la foire."), (1, "Budget voté.")):
        write_note(company.id, NoteFields(text=text), now=clock.now() - timedelta(hours=hours), by=manager.user_id)
    make_call_back(contact=make_contact(company=company), assignee=manager.user)
    make_call_back(phone="+33199000042", assignee=manager.user)
    assert sorted(line.said for line in lines(manager, clock)) == ["", "Dernière note : Budget voté."]


def test_mo_27_a_call_back_is_its_assignees_and_every_managers(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    mine, _theirs = make_call_back(assignee=member.user), make_call_back(assignee=manager.user)
    assert [line.id for line in lines(member, clock)] == [mine.id]
    assert len(lines(manager, clock)) == 2


def test_a_webhook_that_was_given_up_tells_managers_what_it_answered_last(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    make_given_up(label="CRM")
    (line,) = lines(manager, clock)
    assert line.title == "Relancer le webhook CRM"
    assert line.why == "Filon n’envoie plus rien à crm.client.example. Dernière réponse : 503."
    assert lines(member, clock) == []


def test_a_phone_campaign_that_filon_paused_tells_managers_and_its_owner(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    make_alarmed(name="Automne")
    (line,) = lines(manager, clock)
    assert line.title == "Vérifier la campagne d’appels « Automne »"
    assert line.why == "8 des 20 derniers appels ont été refusés : vérifiez le numéro présenté."
    assert lines(member, clock) == []
    own = make_alarmed(owner=member.user)
    assert [line.id for line in lines(member, clock)] == [own.id]


def test_a_broken_mailbox_says_what_it_holds_up(manager: Member, clock: VirtualClock) -> None:
    make_broken(email="lea@maison.example")
    (line,) = lines(manager, clock)
    assert line.title == "Rétablir la boîte mail lea@maison.example"
    assert line.why.startswith("Identifiant ou mot de passe refusé.")


def test_ol_28_only_a_manager_is_asked_to_approve(manager: Member, member: Member, clock: VirtualClock) -> None:
    make_launched(people=12)
    (line,) = lines(manager, clock)
    assert line.score == 41
    assert line.why == "12 personnes attendent. Validée aujourd’hui, la campagne part mardi 24 novembre à 09:00."
    assert lines(member, clock) == []


def test_a_file_says_what_it_would_bring_and_an_import_that_stopped_says_why(
    manager: Member, clock: VirtualClock
) -> None:
    make_file(updated=3, refused=2, created_by=manager.user)
    make_file(state="failed", failure="Le fichier est illisible à la ligne 12.", created_at=clock.now())
    read, stopped = lines(manager, clock)
    assert read.why == "12 contacts à créer, 3 à compléter, 2 lignes refusées."
    assert (stopped.title, stopped.why) == (
        "Reprendre l’import de « prospects.csv »",
        "Le fichier est illisible à la ligne 12.",
    )


def test_what_is_decided_leaves_the_list(manager: Member, clock: VirtualClock) -> None:
    make_answer(handled_at=clock.now())
    make_launched(approved_at=clock.now())
    make_answer(kind=MailKind.AUTO_REPLY)
    make_file(state="done")
    make_mailbox()
    assert lines(manager, clock) == []


def test_ol_50_a_user_sees_the_work_of_their_campaigns_and_mailboxes(member: Member, clock: VirtualClock) -> None:
    mine, theirs = make_campaign(access="chosen"), make_campaign(access="chosen")
    CampaignViewer.objects.create(campaign=mine, user=member.user)
    other = make_mailbox(owner=make_manager(member.workspace).user)
    seen = make_answer(origin_id=mine.id, mailbox=other)
    own = make_answer(mailbox=make_mailbox(owner=member.user), at=MADE_AT + timedelta(hours=1))
    make_answer(origin_id=theirs.id, mailbox=other)
    make_broken(owner=other.owner)
    make_file(created_by=other.owner)
    assert [line.id for line in lines(member, clock)] == [seen.id, own.id]
    assert count(member) == 2


def test_nothing_of_another_workspace_is_ever_shown(browser: Client, manager: Member, clock: VirtualClock) -> None:
    with scope(make_workspace().id):
        make_answer(make_contact(first_name="Secret"))
        make_one_of_each()
    page = browser.get("/").content.decode()
    assert lines(manager, clock) == []
    assert "Secret" not in page
    assert "prospects.csv" not in page
    assert count(manager) == 0


def test_the_badge_counts_lines_in_one_query_and_stops(manager: Member) -> None:
    contact = make_contact()
    make_answer(contact)
    make_answer(contact, at=MADE_AT + timedelta(hours=1))
    make_challenge(contact=contact)
    make_doubt()
    make_broken()
    with CaptureQueriesContext(connection) as caught:
        assert count(manager) == 4
    assert len(caught) == 1
    for _ in range(waiting.COUNT_CAP + 1):
        make_answer(contact=make_contact(company=None), mailbox=make_mailbox())
    assert count(manager) == waiting.COUNT_CAP


def test_the_menu_shows_the_badge(browser: Client) -> None:
    make_answer()
    assert browser.get("/reperes/").json()["desk:today"] == 1


def test_a_new_workspace_is_led_through_its_first_steps(browser: Client) -> None:
    steps = browser.get("/").context["steps"]
    assert [step["done"] for step in steps] == [False] * 4
    assert steps[0]["next"]
    make_mailbox()
    make_contact()
    steps = browser.get("/").context["steps"]
    assert [(step["done"], step["next"]) for step in steps] == [
        (True, False),
        (True, False),
        (False, True),
        (False, False),
    ]


def test_first_steps_go_once_a_campaign_is_launched(browser: Client) -> None:
    make_launched(version=make_version())
    page = browser.get("/")
    assert page.context["first"].complete
    assert "Premiers pas" not in page.content.decode()


def test_the_parts_of_the_page_ask_for_themselves_again(browser: Client) -> None:
    part = browser.get("/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="today"')
    assert "<html" not in part


ClientFor = Callable[[Member], Client]


def test_a_page_in_each_language_is_served(workspace: Workspace, client_for: ClientFor, manager: Member) -> None:
    manager.user.language = "en"
    manager.user.save()
    assert client_for(manager).get("/").status_code == 200


def test_co_196_and_co_200_each_recipient_has_the_notice_on_their_own_day(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    make_told(titles=["Nouveau projet ERP", "Prospects"])
    late = make_member(manager.workspace)
    for person in (manager, member):
        (line,) = lines(person, clock)
        assert (line.kind, line.title) == (Kind.PROJECT, "Nouveau projet : ERP")
        assert line.why == "Règle d’alerte « Nouveau projet ERP », « Prospects »."
        assert count(person) == 1
    assert lines(late, clock) == []


def test_co_149_who_works_a_routine_has_its_new_suspects_on_their_day_until_they_have_seen_them(
    manager: Member, member: Member, clock: VirtualClock, client_for: ClientFor
) -> None:
    make_unit("732829320", name="Fonderie Aubry")
    make_reached()
    late = make_member(manager.workspace)
    (line,) = lines(member, clock)
    assert (line.kind, line.title) == (Kind.SUSPECTS, "3 suspects ont atteint 90 points")
    assert (line.why, line.context[0].text) == ("Le mieux noté : Fonderie Aubry.", "Fonderies du Nord")
    assert count(member) == 1
    assert lines(late, clock) == []
    assert client_for(late).post(line.done.url, headers={"HX-Request": "true"}).status_code == 404
    assert len(lines(member, clock)) == 1
    client_for(member).post(line.done.url, headers={"HX-Request": "true"})
    assert (lines(member, clock), len(lines(manager, clock))) == ([], 1)


def test_co_175_the_day_goes_from_opportunities_to_follow_ups_to_suspects(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    make_reached(at=clock.now() - timedelta(days=30))
    plain = make_follow_up(manager.user, priority=Priority.HIGH, due_on=TODAY - timedelta(days=9))
    engaged = make_follow_up(manager.user, priority=Priority.LOW, due_on=TODAY, engaged=True)
    make_follow_up(manager.user, due_on=TODAY + timedelta(days=1))
    make_follow_up(member.user)
    found = lines(manager, clock)
    assert [line.kind for line in found] == [Kind.OPPORTUNITY, Kind.FOLLOW_UP, Kind.SUSPECTS]
    assert [line.id for line in found[:2]] == [engaged.id, plain.id]
    assert ([line.late for line in found[:2]], count(manager)) == ([False, True], 3)


def test_co_166_of_equal_follow_ups_the_higher_priority_comes_first_on_the_day(
    manager: Member, clock: VirtualClock
) -> None:
    for priority in (Priority.LOW, Priority.HIGH, Priority.NORMAL):
        make_follow_up(manager.user, priority=priority, due_on=TODAY - timedelta(days=priority * 2))
    assert [line.why for line in lines(manager, clock)] == [
        "Priorité haute : rendez-vous ou échéance.",
        "Priorité normale : suivi en cours.",
        "Priorité faible : veille, à un an ou deux.",
    ]


def test_co_90_the_last_note_stands_on_a_follow_up(manager: Member, clock: VirtualClock) -> None:
    row = make_follow_up(manager.user)
    write_note(row.company_id, NoteFields(text="Budget voté."), now=clock.now(), by=manager.user_id)
    (line,) = lines(manager, clock)
    assert line.said == "Dernière note : Budget voté."


def test_a_follow_up_whose_people_have_all_left_is_the_managers(
    manager: Member, member: Member, clock: VirtualClock
) -> None:
    gone = make_member(manager.workspace)
    gone.left_at = clock.now()
    gone.save()
    row = make_follow_up(gone.user)
    make_follow_up(gone.user, member.user)
    assert [line.id for line in lines(manager, clock)] == [row.id]
    assert len(lines(member, clock)) == 1
