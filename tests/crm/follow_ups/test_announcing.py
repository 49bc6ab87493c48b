"""Who is told that a follow-up is theirs."""

from __future__ import annotations

from datetime import date

from tests.factories import make_company, make_member
from tests.notices.telling import told

from filon.crm.follow_ups.announcing import ASSIGNED
from filon.crm.follow_ups.operations import Plan, change_follow_up, set_follow_up
from filon.crm.follow_ups.states import Priority
from filon.kernel.clock import VirtualClock
from filon.notices.kinds import KINDS
from filon.notices.models import Notice
from filon.tenants.models import Workspace

MONDAY = date(2026, 11, 30)


def test_a_co_15_a_follow_up_is_told_to_those_who_are_given_it_and_not_to_who_gives_it(
    workspace: Workspace, clock: VirtualClock
) -> None:
    lea, paul, tom = (make_member(workspace) for _ in range(3))
    company = make_company()
    plan = Plan(on=MONDAY, followers=(lea.user_id, paul.user_id), priority=Priority.HIGH)
    row = set_follow_up(company.id, plan, now=clock.now(), by=lea.user_id)
    assert (told(lea), told(paul), told(tom)) == ([], [(ASSIGNED, True, "waiting")], [])
    notice = Notice.objects.get()
    assert notice.company_id == company.id
    assert KINDS[ASSIGNED].tell(notice.data) == "Relance qui vous est confiée pour le 30 novembre 2026, priorité haute"
    more = Plan(on=MONDAY, followers=(paul.user_id, tom.user_id))
    change_follow_up(row.id, more, now=clock.now(), by=paul.user_id)
    assert (len(told(lea)), len(told(paul)), len(told(tom))) == (0, 1, 1)
