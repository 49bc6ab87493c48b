"""Italian: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            r"non (\w+ )?(contattate|contattatemi|contattarmi|contattateci|scrivetemi|scrivermi|scriveteci|"
            r"inviatemi|inviarmi|inviateci|mandatemi|mandarmi|disturbate\w*|disturbarmi|inviate|scrivete|mandate|"
            r"chiamatemi|mi contatti|mi scriva|mi scriv\w+|mi invi\w*|mi contatt\w+|mi mand\w+)\b <3> (piu|altr\w"
            "+|in futuro)"
        ),
        (
            r"(smettete|smettetela|smetta|smettila|finitela|basta) (di|con) <2> (scriver\w*|inviar\w*|mandar\w*|"
            r"contattar\w*|disturbar\w*|spam|mail|e-?mail|messaggi)"
        ),
        (
            "(cancell|rimuov|elimin|togli|disiscriv|depenn)(are|atemi|ami|armi|ateci|arci|i|ate|ete|etemi|ere|"
            r"ermi|imi|iate|iatemi|erci|eteci|mi|a|etemi)\b <5> (dalla|dalle|dal|dai|dalla vostra|la mia|il mio|"
            "i miei|questo|tutti i|subito|immediatamente|i nostri)"
        ),
        (
            "(cancellatemi|cancellarmi|rimuovetemi|rimuovermi|toglietemi|togliermi|eliminatemi|disiscrivetemi|"
            r"disiscrivermi|cancellami|rimuovimi)\b"
        ),
        (
            r"non (desidero|voglio|vogliamo|desideriamo|intendo|vorrei)( piu)? (ricever\w*|essere contattat\w*|"
            "(vostre|altre) (mail|e-?mail|comunicazioni))"
        ),
        "(diritto (alla cancellazione|di opposizione|all'oblio))",
        "cancellazione (dei|di tutti i) (miei )?dati",
    ),
    removal_alone=(
        (
            "(per favore )?(cancellatemi|cancellami|cancellazione|disiscrizione|disiscrivetemi|disiscrivimi|"
            "disiscrivermi|rimuovetemi|rimuovimi|annulla iscrizione|basta|stop)( (grazie|per favore|subito))*"
        ),
    ),
    removal_subject=(
        "cancellami",
        "cancellazione( iscrizione)?",
        "annulla (l')?iscrizione",
        r"disiscri\w+",
        "rimuovimi",
    ),
    removal_void=("non (cancellatemi|rimuovetemi|voglio (cancellarmi|disiscrivermi))",),
    challenge=(
        (
            r"(confermare|verificare|dimostrare|conferma|verifica|dimostra|conferm\w+|verific\w+) (di essere|"
            "che (lei )?(e|sei|sia)) (un |una )?(persona|umano|essere umano|mittente)"
        ),
        "non (sono|sei|e|essere) un robot",
        (
            "(il (suo|tuo|vostro)|questo) messaggio <4> (in attesa|trattenuto|bloccato|"
            "in quarantena).{0,200}(clic|link|conferm|verific)"
        ),
        "(verifica|autenticazione) del mittente",
    ),
)
