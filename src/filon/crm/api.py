"""The endpoints of this room."""

from __future__ import annotations

from ninja import Router

from filon.crm.contact_api import router as contacts
from filon.crm.imports.api import router as imports
from filon.crm.opposition_api import router as oppositions

router = Router()
router.add_router("", contacts)
router.add_router("", imports)
router.add_router("", oppositions)
