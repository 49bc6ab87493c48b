"""What people and programs say of a project, checked once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from filon.alerts.vocabulary import Vocabulary
from filon.kernel.errors import Refused
from filon.kernel.text import fold, squash

LONGEST_TITLE = 160
LONGEST_TEXT = 20_000
FIRST_STAGE = "awareness"


@dataclass(frozen=True, kw_only=True)
class ProjectFields:
    """CO-188…191. ``category`` and ``stage`` are codes; ``contacts`` those whom the information was collected from."""

    category: str
    stage: str = FIRST_STAGE
    title: str = ""
    context: str = ""
    needs: str = ""
    contacts: tuple[UUID, ...] = ()

    def columns(self, words: Vocabulary, *, company_key: str) -> dict[str, object]:
        """Column → value. A project without a title is called after its category. Raises Refused for a fault."""
        if self.category not in words.categories.by_code:
            raise Refused(_("Choisissez une catégorie."), field="category", code="category_unknown")
        if self.stage not in words.stages.by_code:
            raise Refused(_("Choisissez une maturité."), field="stage", code="stage_unknown")
        title = squash(self.title) or usual_title(self.category, words)
        if len(title) > LONGEST_TITLE:
            sentence = _("Raccourcissez le titre : %(limit)s caractères au plus.") % {"limit": LONGEST_TITLE}
            raise Refused(sentence, field="title", code="title_too_long")
        context, needs = text_of(self.context, name="context"), text_of(self.needs, name="needs")
        return {
            "title": title,
            "title_key": fold(title)[:LONGEST_TITLE],
            "company_key": company_key,
            "category": self.category,
            "stage": self.stage,
            "context": context,
            "needs": needs,
            "text_key": fold(f"{context} {needs}"),
        }


@dataclass(frozen=True, kw_only=True)
class UpdateFields:
    """What was learnt: a text, a new stage, or both, and from whom."""

    text: str = ""
    stage: str = ""
    contacts: tuple[UUID, ...] = field(default=())


def usual_title(category: str, words: Vocabulary) -> str:
    """What a project without a title is called."""
    return _("Projet %(category)s") % {"category": words.categories.label(category)}


def text_of(text: str, *, name: str) -> str:
    """A longer text without what a database refuses. Raises Refused when it is too long."""
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(clean) > LONGEST_TEXT:
        sentence = _("Raccourcissez ce texte : %(limit)s caractères au plus.") % {"limit": LONGEST_TEXT}
        raise Refused(sentence, field=name, code="text_too_long")
    return clean
