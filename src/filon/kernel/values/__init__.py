"""Values that people type and Filon must understand: addresses, telephone numbers, company numbers."""

from __future__ import annotations

from filon.kernel.values.email import Email, parse_email
from filon.kernel.values.errors import InvalidValue
from filon.kernel.values.phone import Phone, PhoneKind, parse_phone
from filon.kernel.values.siren import parse_siren, parse_siret

__all__ = ["Email", "InvalidValue", "Phone", "PhoneKind", "parse_email", "parse_phone", "parse_siren", "parse_siret"]
