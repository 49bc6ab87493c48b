"""Whose mailbox a newsletter leaves from is told who joins and leaves, unless they did it themselves (A-CO-15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify
from filon.outreach.newsletters.events import NewsletterSubscribed, NewsletterUnsubscribed
from filon.outreach.newsletters.models import Subscription
from filon.timeline.events import Published, subscribe

MOST_TOLD_APART = 20
"""People who join in one go; more are told as a number."""


def register() -> None:
    kinds.register(
        Kind(
            key=NewsletterSubscribed.kind,
            label=gettext_lazy("Inscription à une newsletter"),
            hint=gettext_lazy("Par quelqu’un d’autre, quand elle part de votre boîte."),
            icon="newspaper",
            order=57,
            tell=subscribed,
            by_default=kinds.APP,
        ),
        Kind(
            key=NewsletterUnsubscribed.kind,
            label=gettext_lazy("Désinscription d’une newsletter"),
            icon="user-x",
            order=58,
            tell=unsubscribed,
            by_default=kinds.APP,
        ),
    )


@subscribe(NewsletterSubscribed, NewsletterUnsubscribed)
def tell_the_sender(batch: Sequence[Published]) -> None:
    """One notice a person, or one for many who come or go at once."""
    owners = _owners(batch)
    groups: dict[tuple[int, UUID | None], list[Published]] = defaultdict(list)
    for published in batch:
        owner = owners.get((published.origin_id, published.contact_id))
        if owner is not None and owner != published.actor_id:
            groups[owner, published.origin_id].append(published)
    notify(told for (owner, _newsletter), group in groups.items() for told in _occurrences(group, owner=owner))


def subscribed(data: Mapping[str, Any]) -> str:
    n = data.get("count", 1)
    if n == 1:
        return _("Inscription à une newsletter")
    return ngettext("%(n)s inscription à une newsletter", "%(n)s inscriptions à une newsletter", n) % {"n": n}


def unsubscribed(data: Mapping[str, Any]) -> str:
    n = data.get("count", 1)
    if n == 1:
        return _("Désinscription d’une newsletter")
    return ngettext("%(n)s désinscription d’une newsletter", "%(n)s désinscriptions d’une newsletter", n) % {"n": n}


def _owners(batch: Sequence[Published]) -> dict[tuple[UUID | None, UUID | None], int]:
    """(newsletter, contact) → the owner of the mailbox it leaves from, in one query."""
    rows = Subscription.objects.filter(
        newsletter__in={published.origin_id for published in batch if published.origin_id},
        contact__in={published.contact_id for published in batch if published.contact_id},
    )
    columns = rows.exclude(mailbox__owner=None).values_list("newsletter_id", "contact_id", "mailbox__owner_id")
    return {(newsletter, contact): owner for newsletter, contact, owner in columns}


def _occurrences(group: Sequence[Published], *, owner: int) -> Iterator[Occurrence]:
    """Each with its person, unless there are too many."""
    whole = len(group) > MOST_TOLD_APART
    for published in group[:1] if whole else group:
        assert published.id is not None
        yield Occurrence(
            kind=published.event.kind,
            key=published.id,
            user_ids=[owner],
            at=published.at,
            company_id=None if whole else published.company_id,
            contact_id=None if whole else published.contact_id,
            origin_id=published.origin_id,
            data={"count": len(group) if whole else 1},
        )
