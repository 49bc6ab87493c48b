"""The one way in which a value typed by somebody is turned down."""

from __future__ import annotations

from django.utils.functional import Promise


class InvalidValue(ValueError):
    """A value that cannot be used: ``code`` is stable for programs, ``message`` a sentence for people.

    The message stays lazy so that it is worded in the reader's language, and never repeats the value: it may be logged.
    """

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
