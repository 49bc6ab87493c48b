"""Italian: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        "mancat[oa] (consegna|recapito)",
        (
            "(messaggio|mail|e-?mail|posta) (non (recapitat|consegnat|inviat)[oa]|respint[oa]|rifiutat[oa]|"
            "restituit[oa])"
        ),
        "non recapitabile",
        "(errore|problema) (di|nella|durante la) (consegna|recapito|invio)",
        "(notifica (di|dello) )?(stato (della )?consegna|mancato recapito)",
        "consegna (fallita|non riuscita|ritardata)",
        "impossibile (recapitare|consegnare)",
    ),
    undelivered=(
        (
            "non (e stato|e|puo|ha potuto|e stata|sono stati) <4> (recapitat|consegnat|inviat|recapitare|"
            r"consegnare|inoltrat)[oaie]*\b"
        ),
        "(impossibile|non e (stato )?possibile) (recapitare|consegnare|inviare|la consegna|inoltrare)",
        "(e stato|e stata) (respint|rifiutat|bloccat)[oa]",
        "(consegna|recapito) <5> (non riuscit[oa]|fallit[oa])",
    ),
    delayed=(
        r"(consegna|recapito) <4> (ritardat|ritardo|rinviat)\w*",
        r"non (e stato )?ancora (stato )?(recapitat|consegnat)\w*",
        "(ulteriori|nuovi) tentativi",
        "(continuera|si continuera) a (tentare|provare)",
    ),
    failures={
        "user_unknown": (
            (
                "(indirizzo|destinatario|utente|casella|account) <8> (non (esiste|esistente|trovat[oa]|valid[oa]|"
                "e (stato )?(trovat|valid)[oa])|inesistente|sconosciut[oa]|errat[oa])"
            ),
            "nessun (utente|destinatario)",
        ),
        "account_disabled": (
            (
                "(casella|account|indirizzo|utente) <5> (disattivat[oa]|disabilitat[oa]|sospes[oa]|chius[oa]|bloccat"
                "[oa]|inattiv[oa])"
            ),
        ),
        "domain_unknown": ("dominio <4> (non esiste|inesistente|sconosciuto|non trovato)",),
        "mailbox_full": (
            "(casella|mailbox|account|posta) <8> (pien[oa]|satur[oa]|esaurit[oa])",
            r"(quota|spazio|capacita) <5> (superat[oa]|esaurit[oa]|ecced\w+)",
        ),
        "too_big": ("messaggio <3> troppo grande",),
        "spam": ("(considerato|identificato|classificato|riconosciuto) come spam",),
    },
    read_subject=(
        "letto: ",
        "non letto: ",
        r"conferma di lettura\b",
        r"ricevuta di (ritorno|lettura)\b",
        "eliminato: ",
    ),
    read=(
        r"e stato (letto|aperto|visualizzato) <2> (il|da|in data|alle)\b",
        "eliminato senza essere (stato )?letto",
    ),
)
