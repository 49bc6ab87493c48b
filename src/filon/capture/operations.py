"""Sites declared, looked at and taken away; visitors given a ticket; pages kept of those who show one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from filon.capture import queries, ticket
from filon.capture.events import SiteVisited
from filon.capture.models import LONGEST_PATH, PageView, Session, Site
from filon.capture.states import Check
from filon.capture.ticket import Ticket
from filon.crm.models import Contact
from filon.directory.fields import web_address
from filon.kernel.errors import Conflict, Refused
from filon.kernel.http import GuardedClient, OutboundError
from filon.kernel.tenancy import current_workspace
from filon.mail.links.operations import is_countable
from filon.mail.models import Message
from filon.tenants.models import Workspace
from filon.timeline.events import publish

SESSION = timedelta(minutes=5)
KEPT = timedelta(days=395)
"""Thirteen months: what was read longer ago tells nothing of what somebody wants now."""
MOST_SITES = 20
MOST_PAGES = 100
"""Of one session; nobody reads more in five minutes."""
MOST_A_MINUTE = 30
SCRIPT = "/t.js"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page that a visitor's browser tells of; ``host`` is where the script runs, as the browser says."""

    host: str
    path: str


class TooMany(Exception):
    """More pages than a person opens."""


def add_site(address: str, *, now: datetime, by: int | None = None) -> Site:
    """Declare a site of one's own. Raises Refused for what is no site, or one too many, Conflict for a known one."""
    domain = _domain(address)
    with transaction.atomic():
        Workspace.objects.select_for_update().get(id=current_workspace())
        if Site.objects.filter(domain=domain).exists():
            raise Conflict(_("Ce site est déjà suivi."), field="address", code="site_known")
        if Site.objects.count() >= MOST_SITES:
            raise Refused(_("Cet espace suit déjà autant de sites que possible."), field="address", code="too_many")
        return Site.objects.create(domain=domain, created_by_id=by, created_at=now)


def remove_site(site_id: UUID) -> None:
    """Stop following it; what was kept of its visitors goes."""
    Site.objects.filter(id=site_id).delete()


def check_site(site_id: UUID, *, client: GuardedClient, now: datetime) -> Check:
    """Look whether the home page carries our script, and remember what was seen. Raises Site.DoesNotExist."""
    site = Site.objects.get(id=site_id)
    try:
        answer = client.get(f"https://{site.domain}/", redirects=3)
        state = Check.FOUND if f"{settings.PUBLIC_URL}{SCRIPT}" in answer.text else Check.MISSING
    except OutboundError:
        state = Check.UNREACHABLE
    Site.objects.filter(id=site.id).update(check_state=state, checked_at=now)
    return state


def welcome(message: Message, target: str, now: datetime) -> str:
    """``mail.links.arriving.Arrival``: a reader who is led to one of the workspace's sites gets a ticket for it."""
    site = queries.site_of(urlsplit(target).hostname or "")
    if site is None:
        return target
    given = Ticket(current_workspace(), site.id, message.id, now.astimezone(UTC).date())
    return ticket.added_to(target, given)


def see(shown: Ticket, page: Page, *, workspace: Workspace, now: datetime) -> bool:
    """Keep a page of who shows a ticket, in the scope of its workspace. False when nothing may be kept: another site's
    page, a site or a person that is gone, or one who does not want it (any more). Raises TooMany.
    """
    site = Site.objects.filter(id=shown.site_id).first()
    message = Message.objects.filter(id=shown.message_id).select_related("contact__company").first()
    if site is None or not queries.belongs(page.host, site.domain):
        return False
    if message is None or message.contact is None or not is_countable(message, workspace=workspace):
        return False
    with transaction.atomic():
        contact = Contact.objects.select_for_update(of=("self",)).filter(id=message.contact.id).first()
        if contact is None:
            return False
        session = _session(site, contact, message=message, now=now)
        views = PageView.objects.filter(session=session)
        if views.count() >= MOST_PAGES or views.filter(at__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
            raise TooMany
        PageView.objects.create(session=session, path=path_of(page.path), at=now)
    return True


def forget_old_visits(*, now: datetime) -> int:
    """Forget the sessions of the open workspace that are older than ``KEPT``; how many rows went with them."""
    return Session.objects.filter(started_at__lt=now - KEPT).delete()[0]


def path_of(text: str) -> str:
    """The path of a page as it is kept: nothing that a form may have put behind it, no character that shows as none."""
    bare = text.partition("?")[0].partition("#")[0]
    return "".join(c for c in bare if c.isprintable())[:LONGEST_PATH] or "/"


def _session(site: Site, contact: Contact, *, message: Message, now: datetime) -> Session:
    """The one that is open, else a new one, which the timeline is told."""
    open_one = Session.objects.filter(site=site, contact=contact, started_at__gt=now - SESSION).first()
    if open_one is not None:
        return open_one
    made = Session.objects.create(site=site, contact=contact, message_id=message.id, started_at=now)
    publish(
        SiteVisited(session_id=made.id, site_id=site.id),
        at=now,
        contact_id=contact.id,
        company_id=contact.company_id,
        origin_id=message.origin_id,
    )
    return made


def _domain(address: str) -> str:
    """The bare domain of an address, as browsers spell it. Raises Refused."""
    try:
        host = web_address(address)[1].encode("idna").decode("ascii")
    except Refused as no:
        raise Refused(no.message, field="address", code=no.code) from None
    except UnicodeError:
        host = ""
    if not host:
        raise Refused(_("Indiquez l’adresse de votre site."), field="address", code="site_missing")
    return host.lower()[:253]
