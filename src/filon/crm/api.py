"""The endpoints of this room."""

from __future__ import annotations

from ninja import Router

from filon.crm.imports.api import router as imports

router = Router()
router.add_router("", imports)
