"""What may be said of a park, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.directory.parks.states import Maintenance, Trade
from filon.kernel.errors import Refused
from filon.kernel.text import fold, squash

LONGEST = {"name": 120, "vendor": 120, "integrator": 160, "note": 500}


@dataclass(frozen=True, kw_only=True)
class ParkFields:
    """A park as somebody describes it; ``software`` is a name, known already or not."""

    software: str
    vendor: str = ""
    trade: str = ""
    source_url: str = ""
    maintenance: str = Maintenance.UNKNOWN
    maintenance_until: date | None = None
    integrator: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """The folded name of the software. Raises Refused when there is none."""
        key = fold(self.software)[: LONGEST["name"]]
        if not key:
            raise Refused(_("Indiquez le nom du logiciel."), field="software", code="software_missing")
        return key

    def of_software(self) -> dict[str, str]:
        """Columns of a software that is new."""
        return {
            "name": squash(self.software)[: LONGEST["name"]],
            "vendor": squash(self.vendor)[: LONGEST["vendor"]],
            "trade": self.trade if self.trade in Trade.values else Trade.OTHER,
        }

    def of_park(self) -> dict[str, Any]:
        """Columns of the park. Raises Refused for an address that is none."""
        try:
            address, _domain = web_address(self.source_url)
        except Refused as no:
            raise Refused(no.message, field="source_url", code=no.code) from None
        known = self.maintenance in Maintenance.values
        return {
            "source_url": address,
            "maintenance": self.maintenance if known else Maintenance.UNKNOWN,
            "maintenance_until": self.maintenance_until,
            "integrator": squash(self.integrator)[: LONGEST["integrator"]],
            "note": squash(self.note)[: LONGEST["note"]],
        }
