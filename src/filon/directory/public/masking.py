"""A unit that is known not to be public any more."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from filon.directory.public.models import Establishment, Officer, Unit

NAMELESS = {"name": "", "first_name": "", "last_name": "", "acronym": "", "brand": ""}
PLACELESS = {"brand": "", "address": "", "postcode": "", "city": "", "city_code": "", "country": ""}


def mask(siren: str, *, on: date) -> bool:
    """Forget names, places and people of a unit that opted out (art. R. 123-232-1 C. com.). False: it was masked.

    The next stock file that says otherwise undoes it: the digests no longer tell that nothing changed.
    """
    with transaction.atomic():
        unit = Unit.objects.filter(siren=siren, diffusible=True)
        if not unit.update(diffusible=False, opted_out_on=on, digest=0, **NAMELESS):
            return False
        places = Establishment.objects.filter(siret__gte=f"{siren}00000", siret__lte=f"{siren}99999", diffusible=True)
        places.update(diffusible=False, digest=0, latitude=None, longitude=None, **PLACELESS)
        Officer.objects.filter(unit_id=siren).delete()
    return True
