"""Portuguese: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("janeiro", "jan"),
        2: ("fevereiro", "fev"),
        3: ("marco", "mar"),
        4: ("abril", "abr"),
        5: ("maio", "mai"),
        6: ("junho", "jun"),
        7: ("julho", "jul"),
        8: ("agosto", "ago"),
        9: ("setembro", "set"),
        10: ("outubro",),
        11: ("novembro", "nov"),
        12: ("dezembro", "dez"),
    },
    weekdays={
        0: ("segunda-feira", "segunda", "seg"),
        1: ("terca-feira", "terca", "ter"),
        2: ("quarta-feira", "quarta", "qua"),
        3: ("quinta-feira", "quinta", "qui"),
        4: ("sexta-feira", "sexta", "sex"),
        5: ("sabado", "sab"),
        6: ("domingo", "dom"),
    },
    back=(
        r"(de )?(regresso|retorno|volta)\b",
        r"(regressarei|regresso|volto|voltarei|retorno|retornarei|retornaremos|voltaremos)\b",
        r"(responder)(ei|emos)\b",
        "(estarei|estaremos) (de volta|disponivel|de novo|novamente)",
        "(de novo|novamente) disponivel",
    ),
    until=("ate( (ao|o|a|dia|ao dia|o dia))?", "antes de"),
    range_start=("d[eo]", "desde", "entre", "a partir de"),
    range_end=("ao?", "ate", "e"),
    inclusive=(r"inclusive\b", r"inclusiv[eo]\b"),
    tomorrow=("amanha",),
    next_week=("na (proxima semana|semana que vem)",),
)
