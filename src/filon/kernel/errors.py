"""The one way in which a write says no to a person."""

from __future__ import annotations


class Refused(Exception):
    """A guard that did not hold: ``message`` is a sentence for the user, in the user's language.

    ``field`` names the form field or JSON member to mend, ``code`` is stable for programs.
    """

    def __init__(self, message: str, *, field: str = "", code: str = "refused") -> None:
        super().__init__(str(message))
        self.message = str(message)
        self.field = field
        self.code = code


class Conflict(Refused):
    """Somebody else changed the same thing first; nothing was written."""

    def __init__(self, message: str, *, field: str = "", code: str = "conflict") -> None:
        super().__init__(message, field=field, code=code)
