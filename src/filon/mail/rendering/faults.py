"""What can be wrong with a message template, or with the facts put into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNKNOWN = "unknown_variable"
UNKNOWN_BUT_NEAR = "unknown_variable_near"
UNCLOSED = "unclosed_braces"
UNOPENED = "unopened_braces"
EMPTY = "empty_braces"
LINK_TARGET = "link_target"
LINK_IN_SUBJECT = "link_in_subject"
LINK_FALLBACK = "link_fallback"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a template: where it is (both count from 1), what was written, what was perhaps meant."""

    code: str
    line: int
    column: int
    text: str = ""
    nearest: str = ""

    def sentence(self) -> str:
        """Where, what and how to mend it, in the reader's language."""
        code = UNKNOWN_BUT_NEAR if self.code == UNKNOWN and self.nearest else self.code
        fault = str(_SENTENCES[code]) % {"text": self.text, "nearest": self.nearest}
        return _("Ligne %(line)s, colonne %(column)s : %(fault)s") % {
            "line": self.line,
            "column": self.column,
            "fault": fault,
        }


_SENTENCES = {
    UNKNOWN: gettext_lazy("la variable « %(text)s » n’existe pas."),
    UNKNOWN_BUT_NEAR: gettext_lazy("la variable « %(text)s » n’existe pas. Vouliez-vous dire « %(nearest)s » ?"),
    UNCLOSED: gettext_lazy("il manque « }} » après « {{ »."),
    UNOPENED: gettext_lazy("« }} » sans « {{ » avant."),
    EMPTY: gettext_lazy("indiquez une variable entre « {{ » et « }} »."),
    LINK_TARGET: gettext_lazy("« %(text)s » n’est pas une adresse de lien ; elle doit commencer par https://."),
    LINK_IN_SUBJECT: gettext_lazy("un lien (« %(text)s ») ne va pas dans l’objet."),
    LINK_FALLBACK: gettext_lazy("la valeur de remplacement de « %(text)s » doit être une adresse https://."),
}


class TemplateFaults(ValueError):
    """A template that cannot be saved; ``faults`` lists every mistake, in reading order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.code} at {f.line}:{f.column}" for f in self.faults))


class MissingVariable(ValueError):
    """Facts that this recipient lacks and for which the template has no fallback; ``names`` as written in code."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


class UnsendableAddress(ValueError):
    """An address that cannot stand in a header as it is (no dot-atom, or not ASCII)."""
