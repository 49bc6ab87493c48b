"""From the click to the timeline, through the public address."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.factories import MADE_AT, make_company, make_workspace
from tests.mail.links.following import FIREFOX, PAGE, click, counting, path_of, sent

from filon.consent import tracking
from filon.consent.tracking import Reply
from filon.crm.models import Contact
from filon.crm.operations import delete_contacts, erase_contact
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.kernel.jobs import JOBS
from filon.kernel.tenancy import scope
from filon.mail.links.address import CountedLink, address_of
from filon.mail.links.operations import judge
from filon.mail.models import Click, Message
from filon.mail.states import ClickState
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.models import Event
from filon.timeline.quotes import quotes_of


@pytest.fixture
def mail(workspace: Workspace) -> Message:
    counting(workspace)
    return sent()


def judged(message: Message) -> int:
    return judge(message.id, now=SystemClock().now() + timedelta(minutes=1))


def told() -> list[Event]:
    return list(Event.objects.filter(kind="mail.clicked").order_by("at"))


def test_co_22_a_click_is_told_with_its_page_and_its_person(mail: Message) -> None:
    answer = click(mail)
    assert (answer["Referrer-Policy"], answer.cookies.output()) == ("no-referrer", "")
    assert judged(mail) == 1
    (event,) = told()
    assert (event.contact_id, event.company_id, event.origin_id) == (mail.contact_id, mail.company_id, mail.origin_id)
    assert event.data == {"message_id": str(mail.id), "link": 0}
    assert [quote.title for quote in quotes_of([event]).values()] == ["maison.example/offre"]


def test_a_link_is_told_once_however_often_it_is_clicked_and_judged(mail: Message) -> None:
    for _again in range(3):
        click(mail)
        judged(mail)
    assert (len(told()), Click.objects.count()) == (1, 1)


def test_a_job_judges_what_was_noted(mail: Message) -> None:
    click(mail)
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'mail.links.judge_clicks'")
        ((arguments,),) = cursor.fetchall()
    assert json.loads(arguments) == {"message_id": str(mail.id), "workspace": str(mail.workspace_id)}
    Click.objects.update(at=SystemClock().now() - timedelta(seconds=3))
    JOBS["mail.links.judge_clicks"].run_stored(message_id=str(mail.id), workspace=str(mail.workspace_id))
    assert len(told()) == 1


def test_links_followed_in_one_go_are_no_click_and_a_later_one_is(mail: Message) -> None:
    click(mail, 0)
    click(mail, 1)
    assert judged(mail) == 0
    assert set(Click.objects.values_list("state", flat=True)) == {ClickState.PROGRAM}
    Click.objects.filter(number=1).update(at=MADE_AT)
    click(mail, 0)
    assert judged(mail) == 1
    assert [event.data["link"] for event in told()] == [0]


@pytest.mark.parametrize(
    "headers",
    [{"User_Agent": "curl/8.9"}, {"Sec_Purpose": "prefetch"}, {"Sec_GPC": "1"}, {"DNT": "1"}],
)
def test_programs_and_people_who_object_are_led_on_and_not_noted(mail: Message, headers: dict[str, str]) -> None:
    click(mail, **headers)
    assert Click.objects.count() == 0


def test_a_head_request_is_led_on_and_not_noted(mail: Message) -> None:
    assert Client().head(path_of(mail), headers={"User-Agent": FIREFOX}).status_code == 302
    assert Click.objects.count() == 0


def test_a_scanner_that_comes_with_the_delivery_is_not_noted(mail: Message) -> None:
    Message.objects.update(at=SystemClock().now() - timedelta(seconds=5))
    click(mail)
    assert Click.objects.count() == 0


@pytest.mark.parametrize("clicks", [CountedClicks.NOBODY, CountedClicks.WILLING])
def test_mail_that_left_before_the_setting_changed_is_not_counted_any_more(
    workspace: Workspace, mail: Message, clicks: CountedClicks
) -> None:
    counting(workspace, clicks)
    click(mail)
    assert Click.objects.count() == 0


def test_a_refusal_acts_on_mail_that_has_left(mail: Message) -> None:
    tracking.answer(Reply(email=mail.recipient, granted=False), now=MADE_AT)
    click(mail)
    assert Click.objects.count() == 0


def test_italian_companies_are_asked_first(workspace: Workspace) -> None:
    counting(workspace)
    mail = sent(company=make_company(country="IT"))
    click(mail)
    assert Click.objects.count() == 0
    tracking.answer(Reply(email=mail.recipient, granted=True), now=MADE_AT)
    click(mail)
    assert Click.objects.count() == 1


def test_after_erasure_the_link_leads_on_and_says_nothing_of_the_person(mail: Message) -> None:
    click(mail)
    assert mail.contact_id is not None
    erase_contact(mail.contact_id, now=SystemClock().now())
    assert Click.objects.count() == 0
    click(mail)
    assert (Click.objects.count(), judged(mail), told()) == (0, 0, [])


def test_a_card_that_was_deleted_is_not_followed(mail: Message) -> None:
    delete_contacts(list(Contact.objects.values_list("id", flat=True)), now=SystemClock().now())
    click(mail)
    assert Click.objects.count() == 0


def test_a_link_of_a_workspace_that_is_gone_leads_on(db: None) -> None:
    link = CountedLink(uuid7(), uuid7(), 0, PAGE)
    assert Client().get(address_of(link).removeprefix(settings.PUBLIC_URL))["Location"] == PAGE


@pytest.mark.parametrize(
    "spoil", [lambda p: p.replace("maison", "attaque"), lambda p: p[:-1], lambda p: p.split("?")[0]]
)
def test_a_made_up_address_leads_nowhere(mail: Message, spoil: object) -> None:
    assert Client().get(spoil(path_of(mail))).status_code == 404  # type: ignore[operator]  # a lambda of the table


def test_nothing_is_posted_to_a_link(mail: Message) -> None:
    assert Client().post(path_of(mail)).status_code == 405


def test_a_link_reaches_its_own_workspace_only(mail: Message) -> None:
    other = make_workspace()
    counting(other)
    with scope(other.id):
        click(mail)
    assert Click.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_who_judge_at_once_tell_it_once(workspace: Workspace) -> None:
    counting(workspace)
    mail = sent()
    click(mail)
    gate = threading.Barrier(2)

    def work() -> None:
        with scope(workspace.id):
            gate.wait()
            judged(mail)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(told()) == 1
