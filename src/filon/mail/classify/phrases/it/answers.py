"""Italian: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"rispost[ae] automatic[ahe]+\b",
        r"(risponditore automatico|messaggio automatico|autorisposta)\b",
        r"fuori (sede|ufficio)\b",
        "(assenza|assente)( dall'ufficio| per ferie)?( ?:| fino| dal)",
        r"(sono )?in ferie\b",
        "avviso di assenza",
        "out of office",
    ),
    absence_subject=(
        "(in )?ferie",
        "assente",
        "assenza",
        "fuori ufficio",
        "chiusura (estiva|natalizia|per ferie)",
    ),
    automatic=(
        "quest[ao] e (un |una )?(messaggio|risposta|e-?mail|mail) (generat[oa] )?automatic[oa]",
        "risposta automatica",
        "(generat|inviat)[oa] automaticamente",
        "(si prega di )?non rispondere a (questo|questa)",
    ),
    absent=(
        (
            "(sono|saro|siamo|saremo) <3> (assente|assenti|in ferie|fuori (sede|ufficio)|in vacanza|in malattia|"
            r"in maternita|in trasferta|in congedo|in viaggio|chius[aeio])\b"
        ),
        r"fuori (sede|ufficio)\b",
        "(durante|in) (la )?(mia )?assenza",
        "non (sono|saro) (in ufficio|disponibile|raggiungibile|presente)",
        "(i nostri |gli )?uffici (sono|saranno|resteranno|rimarranno) chiusi",
        "(saro|sono) di nuovo",
        r"rientr(o|ero|eremo)\b",
        "congedo (di )?maternita",
        r"in ferie\b",
    ),
    cover=(
        r"(per|in caso di) <3> urgen\w+",
        "al mio (rientro|ritorno)",
        "in mia assenza",
        "durante la mia assenza",
        r"(rispondero|rispondere|vi rispondero|le rispondero|la ricontattero)\b",
        r"(potete|puo|si prega di|prego|vi prego di|pregasi) (contattare|rivolger\w+|scrivere|chiamare)",
        "accesso (limitato )?(alla|alle) (posta|mail|email|e-mail)",
        "appena possibile|quanto prima|il prima possibile",
    ),
    personal=(
        r"interess\w+",
        r"(mi|ci) (chiami|richiami|mandi|invii|scriva|contatti)\b|(chiamatemi|mandatemi|inviatemi)\b",
        r"(la sua|la vostra|il vostro|il suo) (offerta|proposta|prodotto|soluzione|prezzo|servizio)\b",
        r"(preventivo|prezzo|appuntamento|demo|progetto|budget)\b",
        r"(puo|potrebbe|potreste|possiamo|avete) (inviar|chiamar|mandar|sentir|veder)\w*",
        r"(allego|in allegato|ecco|sentiamoci|risentiamoci|ne parliamo|ne riparliamo)\b",
        r"(va bene|d'accordo|perfetto|volentieri|certo)\b",
        r"[€$] ?\d|\d ?(€|euro|eur)\b",
    ),
    left=(
        r"non (lavora|lavoro|collabora|collaboro|fa|faccio) piu\b",
        (
            r"non (e|sono) piu (in forza|dipendente|parte|in azienda|un dipendente|operativ\w+|alle dipendenze|"
            "presente in azienda)"
        ),
        (
            "(ha|ho) (lasciato|concluso|terminato|cessato) (l'azienda|la societa|la nostra|il (mio|suo)|la (mia|"
            "sua)|l'attivita|il rapporto)"
        ),
        "e andat[oa] in pensione",
    ),
    closed=(
        (
            "(questo|questa|il|la|l'|mio|mia) ?(indirizzo|casella|account|email|e-mail|mail) <4> non (e|sara|"
            "viene) (piu )?(attiv[oa]|in uso|presidiat[oa]|utilizzat[oa]|valid[oa]|lett[oa]|consultat[oa])"
        ),
        "il mio nuovo indirizzo",
    ),
    acknowledged=(
        (
            "(abbiamo|ho) ricevuto (correttamente )?(la |il )?(sua|suo|vostra|vostro|tua) (messaggio|richiesta|"
            "mail|e-?mail|comunicazione|segnalazione)"
        ),
        (
            "(la )?(sua|vostra|tua) (richiesta|mail|e-?mail|segnalazione) <3> (e stata|e) (ricevuta|registrata|"
            "presa in carico|inoltrata)"
        ),
        "(numero|codice|riferimento) (di |del )?(ticket|pratica|richiesta)",
        r"(le|vi) risponder(emo|a)\b",
        "(sara|verra) (ricontattat|contattat|gestit|evas)[oa]",
    ),
    ticket_subject=(
        "conferma (di )?(ricezione|ricevimento)",
        "(abbiamo ricevuto) (la|il)",
        "richiesta (ricevuta|presa in carico)",
        r"(presa in carico)\b",
        "grazie per (averci|la (sua|tua)|il (suo|tuo))",
    ),
)
