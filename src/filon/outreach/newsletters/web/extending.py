"""What newsletters add to the pages of contacts and companies, and to the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.crm.web import extensions
from filon.crm.web.card_actions import CardAction, add_card_action
from filon.crm.web.extensions import Bulk, Chip
from filon.directory.web.extensions import timeline_panels
from filon.kernel.ui import navigation
from filon.outreach.newsletters.queries import active_newsletters, newsletter_names, of_contact, subscribed
from filon.outreach.web.under_way import under_way
from filon.timeline import names

MOST_CHOICES = 20


def register() -> None:
    navigation.register(
        section="settings", label=gettext_lazy("Newsletters"), url_name="outreach:newsletters", icon="newspaper",
        order=31,
    )  # fmt: skip
    add_card_action(CARD)
    extensions.add_filter(Chip("newsletter", gettext_lazy("Newsletter"), choices), subscribed)
    extensions.add_bulk(Bulk(gettext_lazy("Inscrire à une newsletter"), "newspaper", "outreach:newsletter_subscribe"))
    extensions.contact_panels.register(subscriptions, place="side", order=25)
    timeline_panels.register(under_way, place="main", order=10)
    names.register("origin_id", newsletter_names)


def choices() -> list[tuple[str, str]]:
    found = [(str(row.id), row.name) for row in active_newsletters()[:MOST_CHOICES]]
    return [("yes", _("Inscrits")), ("no", _("Non inscrits")), *found]


def subscriptions(request: HttpRequest, contact: Contact) -> SafeString | str:
    """The newsletters that the person receives, and the way onto another one."""
    if contact.status == ContactStatus.LEFT or not contact.email:
        return ""
    rows = of_contact(contact.id)
    if not rows and (contact.opted_out_at or not active_newsletters()):
        return ""
    context = {"rows": rows, "contact": contact, "url": subscribe_url(contact)}
    return render_to_string("outreach/newsletters/_of_contact.html", context, request)


def subscribe_url(contact: Contact) -> str:
    """The dialog, "" for somebody who has no address (CO-127) or does not want any message."""
    if not contact.email or contact.opted_out_at:
        return ""
    return f"{reverse('outreach:newsletter_subscribe')}?id={contact.id}"


CARD = CardAction(
    label=gettext_lazy("Inscrire %(name)s à une newsletter"),
    title=gettext_lazy("Inscrire à une newsletter"),
    icon="newspaper",
    url_of=subscribe_url,
)
