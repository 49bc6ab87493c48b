"""Portuguese."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Language

from .advertising import ADVERTISING
from .answers import ANSWERS
from .dates import DATES
from .delivery import DELIVERY
from .intents import INTENTS
from .quoting import QUOTING
from .wishes import WISHES

PORTUGUESE = Language(ANSWERS, WISHES, DELIVERY, QUOTING, DATES, ADVERTISING, INTENTS)
