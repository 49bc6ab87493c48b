"""Recipients of rules, through the channels of their own profile."""

from __future__ import annotations

import pytest
from django.core import mail
from tests.alerts.rows import LATER, make_project, make_rule, tagged
from tests.factories import make_member
from tests.notices.telling import told, wants

from filon.alerts.fields import UpdateFields
from filon.alerts.operations import add_update, mark_project_read, mark_read, mute, set_service
from filon.alerts.queries.notices import unread
from filon.notices.models import Notice
from filon.notices.operations import mail_waiting

ALERT = "alert.matched"


def test_co_200_each_recipient_is_told_through_the_channels_of_their_own_profile(service, workspace, member):
    by_flag, by_mail, nowhere, outsider = (make_member(workspace) for _ in range(4))
    wants(by_flag, ALERT, app=True), wants(by_mail, ALERT, mail=True), wants(nowhere, ALERT)
    routine, company = tagged()
    make_rule(routine, member, by_flag, by_mail, nowhere)
    project = make_project(company)
    assert told(member) == [(ALERT, True, "waiting")]
    assert told(by_flag) == [(ALERT, True, "")]
    assert told(by_mail) == [(ALERT, False, "waiting")]
    assert told(nowhere) == told(outsider) == []
    notice = Notice.objects.filter(user=member.user_id).get()
    assert (notice.company_id, notice.origin_id) == (company.id, project.id)


def test_co_196_the_mail_has_the_titles_of_the_rules_and_the_project(service, member):
    routine, company = tagged(name="Fonderie Aubry")
    make_rule(routine, member)
    make_rule(routine, member, title="Projets à suivre")
    make_project(company, title="Remplacer l’ERP")
    assert mail_waiting(member.user_id, now=LATER) == 1
    (sent,) = mail.outbox
    assert sent.subject == "Nouveau projet : règle « Nouveau projet ERP », « Projets à suivre » · Fonderie Aubry"
    assert "Fonderie Aubry · Remplacer l’ERP" in sent.body


def test_an_update_is_told_as_such_and_beside_the_creation(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    project = make_project(company)
    add_update(project.id, UpdateFields(stage="purchase", text="Budget voté"), now=LATER)
    assert [row.data["moment"] for row in Notice.objects.order_by("id")] == ["new", "updated"]


def test_co_203_updates_of_a_project_muted_meanwhile_are_not_mailed(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    project = make_project(company)
    add_update(project.id, UpdateFields(stage="purchase", text="Budget voté"), now=LATER)
    mute(project.id, muted=True, now=LATER)
    assert mail_waiting(member.user_id, now=LATER) == 1
    assert [state for _kind, _app, state in told(member)] == ["sent", "dropped"]
    assert mail.outbox[0].subject.startswith("Nouveau projet")


def test_co_201_nothing_is_mailed_once_the_service_is_off(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    make_project(company)
    set_service(active=False, now=LATER)
    assert mail_waiting(member.user_id, now=LATER) == 0
    assert mail.outbox == []


@pytest.mark.parametrize("where", ["day", "project"])
def test_what_was_seen_elsewhere_is_dealt_with_under_the_flag(service, workspace, member, where):
    other = make_member(workspace)
    routine, company = tagged()
    make_rule(routine, member, other)
    project = make_project(company)
    if where == "day":
        mark_read([unread(member.user_id).get().id], user_id=member.user_id, now=LATER)
    else:
        mark_project_read(project.id, user_id=member.user_id, now=LATER)
    assert Notice.objects.get(user=member.user_id).handled_at == LATER
    assert Notice.objects.get(user=other.user_id).handled_at is None
