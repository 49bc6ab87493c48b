"""Dutch: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("januari", "jan"),
        2: ("februari", "feb"),
        3: ("maart", "mrt"),
        4: ("april", "apr"),
        5: ("mei",),
        6: ("juni", "jun"),
        7: ("juli", "jul"),
        8: ("augustus", "aug"),
        9: ("september", "sept", "sep"),
        10: ("oktober", "okt"),
        11: ("november", "nov"),
        12: ("december", "dec"),
    },
    weekdays={
        0: ("maandag", "ma"),
        1: ("dinsdag", "di"),
        2: ("woensdag", "wo"),
        3: ("donderdag", "do"),
        4: ("vrijdag", "vr"),
        5: ("zaterdag", "za"),
        6: ("zondag", "zo"),
    },
    back=(
        r"(weer )?terug\b",
        r"weer (\S+ ){0,2}?(aanwezig|bereikbaar|beschikbaar|op kantoor|in functie|open)",
        r"(terugkeer|terugkom\w*|hervat\w*)\b",
        r"weer\b",
        "(zal|zullen) <4> (beantwoorden|lezen|reageren)",
    ),
    until=("tot", "voor", "t/m"),
    until_inclusive=("tot en met", "t/m", r"t\.e\.m\.", "tem", r"t\.?m\.?"),
    range_start=("van(af)?", "tussen", "met ingang van"),
    range_end=("tot", "t/m", "en", "tot en met"),
    inclusive=(r"inclusief\b", r"incl\."),
    tomorrow=("morgen",),
    next_week=("volgende week",),
)
