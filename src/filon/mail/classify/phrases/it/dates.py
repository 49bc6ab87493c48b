"""Italian: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("gennaio", "gen"),
        2: ("febbraio", "feb"),
        3: ("marzo", "mar"),
        4: ("aprile", "apr"),
        5: ("maggio", "mag"),
        6: ("giugno", "giu"),
        7: ("luglio", "lug"),
        8: ("agosto", "ago"),
        9: ("settembre", "sett", "set"),
        10: ("ottobre", "ott"),
        11: ("novembre", "nov"),
        12: ("dicembre", "dic"),
    },
    weekdays={
        0: ("lunedi", "lun"),
        1: ("martedi", "mar"),
        2: ("mercoledi", "mer"),
        3: ("giovedi", "gio"),
        4: ("venerdi", "ven"),
        5: ("sabato", "sab"),
        6: ("domenica", "dom"),
    },
    back=(
        r"rientr(o|ero|eremo|ando|era)\b",
        r"(di )?ritorno\b",
        r"torn(o|ero|eremo|era)\b",
        r"(saro|sono|saremo) <2> (di nuovo|nuovamente|disponibile|in ufficio|reperibile|operativ\w+)",
        r"(di nuovo|nuovamente) (in ufficio|disponibile|operativ\w+)",
        r"rispondero\b",
        r"riapr\w+",
        r"riprender\w+",
    ),
    until=("fino (al(l')?|a|ad)", "sino (al(l')?|a)", "prima del(l')?"),
    range_start=("dal(l')?", "da", "tra il", "a partire dal"),
    range_end=("al(l')?", "a", "e il", "fino al(l')?"),
    inclusive=(r"compres[oaie]\b", r"inclus[oaie]\b"),
    tomorrow=("domani",),
    next_week=("la (prossima settimana|settimana prossima)",),
)
