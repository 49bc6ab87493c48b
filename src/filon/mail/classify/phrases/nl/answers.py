"""Dutch: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"automatisch(e)? (antwoord|bericht|beantwoording|reactie|ontvangstbevestiging)\b",
        r"afwezig(heid\w*)?\b",
        r"(niet op|buiten) kantoor\b",
        "ik ben (afwezig|met vakantie|niet)",
        r"met vakantie\b",
        r"op vakantie\b",
        r"met (zwangerschaps|ouderschaps)?verlof\b",
    ),
    absence_subject=("(op |met )?vakantie", "afwezig", "verlof", "niet aanwezig"),
    automatic=(
        "dit is een automatisch(e)? (gegenereerd(e)? )?(antwoord|bericht|e-?mail|reactie|mail)",
        "automatisch (antwoord|gegenereerd|verzonden|bericht)",
        "(gelieve )?niet (te )?(antwoorden|beantwoorden) op (dit|deze)",
    ),
    absent=(
        (
            "(ik ben|ben ik|wij zijn|zijn wij|zijn we|we zijn) <8> (afwezig|niet (op kantoor|aanwezig|bereikbaar|"
            "beschikbaar|in de gelegenheid)|(met|op) (vakantie|verlof|zakenreis)|gesloten|buiten kantoor|"
            "met zwangerschapsverlof)"
        ),
        "(niet op|buiten) kantoor",
        "(tijdens|in) mijn afwezigheid",
        "(weer|terug) (terug|op kantoor|aanwezig|bereikbaar|beschikbaar|in)",
        r"(met|op) (vakantie|verlof)\b",
    ),
    cover=(
        "(voor|bij|in) (dringende|spoedeisende|urgente|geval van)",
        "(tijdens|in|bij) mijn afwezigheid",
        "(na|bij) mijn terugkeer",
        "(zal|zullen) (ik |we |wij )?(uw|je|deze) <6> (beantwoorden|lezen|reageren|behandelen)",
        "(kunt u|kan u|gelieve|neem|u kunt|kun je) <4> (contact|terecht|wenden|bellen|mailen)",
        "zo (snel|spoedig) mogelijk",
        "beperkt(e)? toegang",
    ),
    personal=(
        r"(interesse|interessant|geinteresseerd)\b",
        r"(bel|mail|stuur) (me|mij|ons)\b",
        r"(uw|jullie|je) (aanbod|voorstel|product|oplossing|prijs|dienst)\w*",
        r"(offerte|prijs|afspraak|demo|budget)\b",
        r"(kunt|kan|wilt|heeft|zou) u .{0,40}(sturen|bellen|mailen)",
        r"(bijgevoegd|hierbij|in bijlage|kunnen we|laten we)\b",
        r"(akkoord|prima|graag|goed idee)\b",
        r"[€$] ?\d|\d ?(€|euro|eur)\b",
    ),
    left=(
        "(niet (meer|langer)|geen) <4> (werkzaam|in dienst|werknemer|actief bij|deel uit)",
        r"werkt? niet (meer|langer)\b",
        "heeft (het bedrijf|ons bedrijf|de organisatie|onze organisatie) verlaten",
        r"uit dienst\b",
        r"met pensioen\b",
    ),
    closed=(
        (
            "(dit|deze|mijn|het) (e-?mail-?)?(adres|mailbox|account|postvak|mailadres) <3> (is|"
            "wordt) <3> (niet (meer|langer)|gesloten|opgeheven|gedeactiveerd)"
        ),
        "mijn nieuwe (e-?mail-?)?(adres|mailadres)",
    ),
    acknowledged=(
        "(wij|we|ik) (hebben|heb) uw (e-?mail|bericht|vraag|aanvraag|verzoek|mail) <4> ontvangen",
        (
            r"uw (e-?mail|bericht|vraag|aanvraag|verzoek|mail) <4> (is|werd) (\S+ )?(ontvangen|geregistreerd|"
            "aangemaakt|in behandeling)"
        ),
        "(ticket|referentie|zaak)(nummer|-?nr)",
        "(wij|we) (nemen|zullen|reageren|beantwoorden) <10> (contact|zo snel|zo spoedig|binnen|mogelijk)",
    ),
    ticket_subject=(
        r"ontvangstbevestiging(?! \(weer)",
        "(wij|we) hebben uw",
        "uw (vraag|bericht|aanvraag|verzoek|e-?mail) (is|werd)",
        "bedankt voor (uw|je) (bericht|e-?mail|vraag|mail|aanvraag)",
        "bevestiging van ontvangst",
    ),
)
