"""The facts that criteria can ask about a company: its tags, and whom the workspace knows there (A-CO-11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.market.facts import Choices, Known, register
from filon.market.models import CompanyTag
from filon.market.states import Tag

CONTACT_CHOICES: Choices = (
    ("any", _("une personne")),
    ("email", _("une personne avec une adresse e-mail")),
    ("phone", _("une personne avec un numéro de téléphone")),
)


def register_facts() -> None:
    register("tag", Known(_("Tag dans un flux"), lambda: Tag.choices, tagged))
    register("contact", Known(_("Nous y connaissons"), lambda: CONTACT_CHOICES, acquainted))


def tagged() -> Mapping[str, set[int]]:
    """Tag → SIRENs of the companies that have it in any routine."""
    found: dict[str, set[int]] = {}
    for tag, siren in CompanyTag.objects.exclude(siren=None).values_list("tag", "siren"):
        assert siren is not None
        found.setdefault(tag, set()).add(siren)
    return found


def acquainted() -> Mapping[str, set[int]]:
    """What is known of a person there → SIRENs of the companies; those who left do not count."""
    people = Contact.objects.filter(status=ContactStatus.ACTIVE, company__siren__isnull=False)
    return {
        "any": _sirens(people),
        "email": _sirens(people.exclude(email="")),
        "phone": _sirens(people.exclude(phone="", mobile="")),
    }


def _sirens(people: QuerySet[Contact]) -> set[int]:
    found: Iterable[str | None] = people.values_list("company__siren", flat=True).distinct()
    return {int(siren) for siren in found if siren}
