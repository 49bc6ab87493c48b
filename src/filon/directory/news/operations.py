"""News noted, and taken off a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.directory.models import Company
from filon.directory.news.events import NewsAdded
from filon.directory.news.models import News
from filon.directory.news.states import NewsKind
from filon.kernel.errors import Refused
from filon.kernel.text import squash
from filon.timeline.events import publish

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class NewsFields:
    """A piece of news as somebody notes it; ``on`` is the day it is of."""

    title: str
    on: date
    url: str = ""
    kind: str = NewsKind.PRESS


def add_news(company_id: UUID, fields: NewsFields, *, now: datetime, by: int | None = None) -> News:
    """Note a piece of news, or an interest (CO-8). Raises Refused for a faulty field, and Company.DoesNotExist."""
    words = squash(fields.title)[:LONGEST]
    if not words:
        raise Refused(_("Dites en quelques mots de quoi il s’agit."), field="title", code="title_missing")
    if fields.on > now.date():
        raise Refused(_("Cette date est à venir."), field="on", code="date_to_come")
    try:
        address, _domain = web_address(fields.url)
    except Refused as no:
        raise Refused(no.message, field="url", code=no.code) from None
    with transaction.atomic():
        company = Company.objects.only("id").get(id=company_id)
        news = News.objects.create(
            company=company,
            kind=fields.kind if fields.kind in NewsKind.values else NewsKind.PRESS,
            title=words,
            url=address,
            on=fields.on,
            added_by_id=by,
            created_at=now,
        )
        publish(NewsAdded(news_id=news.id), at=now, company_id=company.id, actor_id=by)
    return news


def remove_news(news_id: UUID) -> bool:
    """Take it off the sheet. False when somebody was quicker."""
    return bool(News.objects.filter(id=news_id).delete()[0])
