"""French: how people say when they come back."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Dates

DATES = Dates(
    months={
        1: ("janvier", "janv", "jan"),
        2: ("fevrier", "fevr", "fev"),
        3: ("mars",),
        4: ("avril", "avr"),
        5: ("mai",),
        6: ("juin",),
        7: ("juillet", "juil"),
        8: ("aout",),
        9: ("septembre", "sept"),
        10: ("octobre", "oct"),
        11: ("novembre", "nov"),
        12: ("decembre", "dec"),
    },
    weekdays={
        0: ("lundi", "lun"),
        1: ("mardi", "mar"),
        2: ("mercredi", "mer"),
        3: ("jeudi", "jeu"),
        4: ("vendredi", "ven"),
        5: ("samedi", "sam"),
        6: ("dimanche", "dim"),
    },
    back=(
        r"(de )?retour\b",
        r"(re)?(viens|venons|viendrai|viendrons|viendra)\b",
        r"rentre(rai|rons|ra)?\b",
        r"repren(ds|drai|drons|dra|ons)\b",
        r"reprise\b",
        "(serai|serons|sera|suis) (a nouveau |de nouveau |present|joignable|disponible|au bureau|la )",
        "(joindre|contacter|ecrire|voir) (a|de) nouveau",
        "(a nouveau|de nouveau) (present|joignable|disponible|au bureau)",
        r"repond(s|ons|rai|rons|ra)\b",
        "repondre (de nouveau )?(qu'|des|a partir)",
        "prendr(ai|ons) connaissance",
        r"(consulter|traiter|lirai|recontacter|rappeler)(ai|ons)?\b",
        r"(rouvr|reouvr)\w+",
        r"reouverture\b",
        r"ser(a|ont) (lus?|traite(e?s)?)\b",
    ),
    until=("jusqu['e ] ?(au|a|en)", "jusque", "avant", "pas avant"),
    range_start=("du", "de", "entre", "a partir du", "depuis"),
    range_end=("au", "a", "et", "jusqu'au"),
    inclusive=(r"inclu(s|se|sivement)\b", r"compris\b", r"au soir\b"),
    tomorrow=("demain",),
    next_week=("la semaine prochaine", "semaine prochaine"),
)
