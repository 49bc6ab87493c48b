"""German: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("januar", "janner", "jan"),
        2: ("februar", "feb"),
        3: ("marz", "mrz", "maerz"),
        4: ("april", "apr"),
        5: ("mai",),
        6: ("juni", "jun"),
        7: ("juli", "jul"),
        8: ("august", "aug"),
        9: ("september", "sept", "sep"),
        10: ("oktober", "okt"),
        11: ("november", "nov"),
        12: ("dezember", "dez"),
    },
    weekdays={
        0: ("montag", "mo"),
        1: ("dienstag", "di"),
        2: ("mittwoch", "mi"),
        3: ("donnerstag", "do"),
        4: ("freitag", "fr"),
        5: ("samstag", "sonnabend", "sa"),
        6: ("sonntag", "so"),
    },
    back=(
        (
            r"wieder (\w+ ){0,4}?(im buro|erreichbar|fur sie (da|erreichbar)|zuruck|da|verfugbar|am arbeitsplatz|"
            "besetzt|anwesend|geoffnet|personlich|im haus|zur verfugung)"
        ),
        r"zuruck\b",
        r"wieder\b",
        r"(bearbeite|beantworte|lese|melde)\w*\b",
        r"ruckkehr\b",
        r"erreichen sie mich\b",
    ),
    until=(r"bis( (zum|zu|einschl\w*))?", "vor dem", "bis auf weiteres"),
    until_inclusive=(r"bis (einschliesslich|einschl\.|inkl(usive|\.)?)( (zum|den|dem))?", "bis und mit"),
    range_start=("vom", "von", "ab", "zwischen", "seit"),
    range_end=("bis( zum)?", "und"),
    inclusive=(r"einschliesslich\b", r"inkl(usive|\.)?", r"einschl\."),
    tomorrow=("morgen",),
    next_week=("nachste woche", "nachster woche", "kommende woche"),
)
