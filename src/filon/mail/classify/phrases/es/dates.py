"""Spanish: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("enero", "ene"),
        2: ("febrero", "feb"),
        3: ("marzo", "mar"),
        4: ("abril", "abr"),
        5: ("mayo", "may"),
        6: ("junio", "jun"),
        7: ("julio", "jul"),
        8: ("agosto", "ago"),
        9: ("septiembre", "setiembre", "sept", "sep", "set"),
        10: ("octubre", "oct"),
        11: ("noviembre", "nov"),
        12: ("diciembre", "dic"),
    },
    weekdays={
        0: ("lunes", "lun"),
        1: ("martes", "mar"),
        2: ("miercoles", "mie"),
        3: ("jueves", "jue"),
        4: ("viernes", "vie"),
        5: ("sabado", "sab"),
        6: ("domingo", "dom"),
    },
    back=(
        r"(de )?(vuelta|regreso|retorno)\b",
        r"(vuelvo|volvere|volveremos|regreso|regresare|regresaremos|retorno|retornare)\b",
        r"(me |nos )?(re)?incorpor\w+",
        r"(re)?incorporacion\b",
        r"(responder|contestar|atender)(e|emos)\b",
        "(de nuevo|nuevamente) (disponible|en la oficina)",
        r"(estare|estaremos) (de nuevo|disponible|de vuelta|operativ\w+)",
    ),
    until=("hasta( el)?", "antes del?"),
    range_start=("del?", "desde( el)?", "entre( el)?", "a partir del?"),
    range_end=("al?", "hasta( el)?", "y( el)?"),
    inclusive=(r"inclu(ido|sive|sivo)\b", "ambos (inclusive|incluidos)"),
    tomorrow=("manana",),
    next_week=("la (proxima semana|semana que viene|semana proxima)",),
)
