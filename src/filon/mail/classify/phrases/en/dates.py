"""English: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("january", "jan"),
        2: ("february", "feb"),
        3: ("march", "mar"),
        4: ("april", "apr"),
        5: ("may",),
        6: ("june", "jun"),
        7: ("july", "jul"),
        8: ("august", "aug"),
        9: ("september", "sept", "sep"),
        10: ("october", "oct"),
        11: ("november", "nov"),
        12: ("december", "dec"),
    },
    weekdays={
        0: ("monday", "mon"),
        1: ("tuesday", "tues", "tue"),
        2: ("wednesday", "wed"),
        3: ("thursday", "thurs", "thur", "thu"),
        4: ("friday", "fri"),
        5: ("saturday", "sat"),
        6: ("sunday", "sun"),
    },
    back=(
        r"back\b",
        r"(re)?(turn(s|ing)?|suming|sume|sumes|opens?|opening)\b",
        r"return(s|ing)?\b",
        "(in|at) (the|my) (office|desk)( again)? (on|from)",
        "(available|reachable|in the office)( again)? (on|from|as of|starting|after)",
        r"(will|shall) (reply|respond|answer|be in touch|read|get back|deal|address)\b",
        r"resume\b",
        r"available again\b",
    ),
    until=(
        "until",
        "till",
        "'?til",
        "through",
        "thru",
        "before",
        "up (to|until)",
        "until after",
    ),
    until_inclusive=("(up )?to and including", "until and including", "through and including"),
    range_start=("from", "between", "starting", "beginning", "of"),
    range_end=("to", "and", "through", "thru", "until", "till", "up to"),
    inclusive=(r"inclusive(?! of)\b", r"included\b"),
    tomorrow=("tomorrow",),
    next_week=("next week",),
)
