"""What a person may type about a contact, checked and written the one way in which it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.kernel.errors import Refused
from filon.kernel.text import fold, squash
from filon.kernel.values import InvalidValue, parse_email, parse_phone

LONGEST = {"first_name": 100, "last_name": 100, "job_title": 160, "city": 120, "source": 120}
LANGUAGES = ("fr", "en", "es")


@dataclass(frozen=True, kw_only=True)
class ContactFields:
    """A contact as somebody describes it; "" is unknown. ``owner_id`` is the user who follows the person.

    The company is named by ``company_id``, else by ``company_name``: a known one of that name, or a new one.
    """

    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    linkedin_url: str = ""
    city: str = ""
    language: str = ""
    note: str = ""
    company_id: UUID | None = None
    company_name: str = ""
    owner_id: int | None = None

    def columns(self) -> dict[str, object]:
        """Column → value to store. Raises Refused, with the field to mend.

        An address typed by hand is checked for its syntax and nothing else (CO-42).
        """
        text = {
            name: squash(getattr(self, name))[: LONGEST[name]]
            for name in ("first_name", "last_name", "job_title", "city")
        }
        email = read_email(self.email)
        phone, mobile = read_phone("phone", self.phone), read_phone("mobile", self.mobile)
        if not (text["first_name"] or text["last_name"] or email or phone or mobile):
            raise Refused(
                _("Indiquez au moins un nom, une adresse e-mail ou un numéro."), field="last_name", code="empty"
            )
        return {
            **text,
            "name_key": name_key(text["first_name"], text["last_name"]),
            "email": email,
            "phone": phone,
            "mobile": mobile,
            "linkedin_url": _profile(self.linkedin_url),
            "language": self.language if self.language in LANGUAGES else "",
            "note": self.note.strip(),
            "owner_id": self.owner_id,
        }


def name_key(first_name: str, last_name: str) -> str:
    """ "last first", folded: what lists are sorted and searched by."""
    return fold(f"{last_name} {first_name}")[:210]


def read_email(text: str) -> str:
    """The stored form of an address: the whole of it in lower case; "" for none. Raises Refused."""
    if not text.strip():
        return ""
    try:
        return parse_email(text).key
    except InvalidValue as fault:
        raise Refused(str(fault.message), field="email", code=fault.code) from None


def read_phone(field: str, text: str) -> str:
    """A number as it is dialled; "" for none. Raises Refused."""
    if not text.strip():
        return ""
    try:
        return parse_phone(text).e164
    except InvalidValue as fault:
        raise Refused(str(fault.message), field=field, code=fault.code) from None


def _profile(text: str) -> str:
    try:
        return web_address(text)[0]
    except Refused as no:
        raise Refused(no.message, field="linkedin_url", code=no.code) from None
