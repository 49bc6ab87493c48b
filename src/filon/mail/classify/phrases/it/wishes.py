"""Italian: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = "(mail|e-?mail|messaggi|comunicazioni|pubblicita|newsletter|spam|proposte)"
_ENDS = r"(?=[ .,;!)]*($|grazie|per favore|cordiali|saluti|e )|[.,;!])"

WISHES = Wishes(
    removal=(
        (
            r"non (\w+ )?(contatta|scrive|invia|manda|disturba|chiama|ricontatta)(te|rci|rmi|temi|teci|re|mi|"
            f"ci|rlo) (piu|mai piu){_ENDS}"
        ),
        rf"non (mi|ci) (contatt|scriv|invi|mand|disturb|chiam)\w+ (piu|altr\w+|in futuro){_ENDS}",
        rf"non (mi|ci) (invi|mand)\w+ (piu )?(vostre |altre )?{_MAILS}",
        (
            r"(smettete|smettetela|smetta|smettila|finitela|basta) (di|con) <2> (scriver\w*|inviar\w*|"
            r"mandar\w*|contattar\w*|disturbar\w*|spam|mail|e-?mail|messaggi)"
        ),
        rf"basta {_MAILS}{_ENDS}",
        (
            r"(cancell|rimuov|elimin|togli|disiscriv|depenn)\w+ <5> (dalla|dalle|dal|dai) (vostra |vostre |"
            r"vostro |tua |sua |questa )?(\w+ )?(list\w*|database|mailing|newsletter|archiv\w+|rubrica|"
            "contatti)"
        ),
        (
            r"(cancell|rimuov|elimin)\w+ (tutti )?(i miei dati|il mio (indirizzo|nominativo|contatto)|"
            "la mia (e-?mail|mail))"
        ),
        (
            "(cancellatemi|cancellarmi|cancellami|rimuovetemi|rimuovermi|rimuovimi|toglietemi|togliermi|"
            r"eliminatemi|disiscrivetemi|disiscrivermi|disiscrivimi)\b"
        ),
        rf"non (desider|vogli|intend|vorre)\w* (piu )?(ricever\w*|essere contattat\w*|(vostre|altre) {_MAILS})",
        "diritto (alla cancellazione|di opposizione|all'oblio)",
        r"cancellazione (dei|di tutti i) (miei )?dati",
        r"mi oppongo (al|alla)\b",
    ),
    removal_alone=(
        (
            "(per favore )?(cancellatemi|cancellami|cancellazione|cancellazione newsletter|disiscrizione|"
            "disiscrivetemi|disiscrivimi|disiscrivermi|disiscriviti|rimuovetemi|rimuovimi|annulla iscrizione|"
            "basta|stop)( (grazie|per favore|subito))*"
        ),
    ),
    politeness=(
        (
            "(buongiorno|buonasera|salve|ciao|gentil[ei]|egregi[oa]?)( (a tutti|signor[ae]?|"
            "[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(cordiali |distinti |molte )?(saluti|grazie|cordialmente)( mille)?|no( grazie)?|per favore|"
            "non (mi|ci) interessa"
        ),
    ),
    removal_subject=(
        "cancellami",
        "cancellazione( iscrizione| newsletter)?",
        "annulla (l')?iscrizione",
        r"disiscri\w+",
        "rimuovimi",
    ),
    removal_void=(r"non (cancellatemi|rimuovetemi|voglio (cancellarmi|disiscrivermi))",),
    challenge=(
        (
            r"(conferm|verific|dimostr)\w* (di essere|che (lei )?(e|sei|sia)) (un |una )?(persona|umano|"
            "essere umano|mittente)"
        ),
        "non (sono|sei|e|essere) un robot",
        (
            "(il (suo|tuo|vostro)|questo) messaggio <4> (in attesa|trattenuto|bloccato|"
            "in quarantena).{0,200}(clic|link|conferm|verific)"
        ),
        "(verifica|autenticazione) del mittente",
    ),
    challenge_sure=("un clic per (consegnare|inviare|rilasciare)",),
)
