"""Notices for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.factories import MADE_AT

from filon.kernel.ids import uuid7
from filon.notices.kinds import Channels
from filon.notices.models import Notice
from filon.notices.operations import Occurrence, choose, notify
from filon.tenants.models import Member

REPLY, CLICK, OPEN, BROKEN = "mail.replied", "mail.clicked", "mail.opened", "mail.mailbox_broken"


def tell(*people: Member, kind: str = REPLY, at: datetime = MADE_AT, **fields: Any) -> int:
    """These people are told of something new, unless ``key`` says what it is."""
    users = [person.user_id for person in people]
    return notify([Occurrence(**{"kind": kind, "key": uuid7(), "user_ids": users, "at": at, **fields})])


def wants(person: Member, kind: str = REPLY, *, app: bool = False, mail: bool = False, always: bool = False) -> None:
    choose({kind: Channels(app, mail, always)}, user_id=person.user_id, hours=48)


def told(person: Member) -> list[tuple[str, bool, str]]:
    """(kind, under the flag, state of the e-mail) of what a user was told, oldest first."""
    return list(Notice.objects.filter(user=person.user_id).order_by("id").values_list("kind", "in_app", "mail"))
