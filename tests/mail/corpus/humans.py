"""People: what they write, whatever their mail program wraps around it."""

from __future__ import annotations

from .build import Case, answer, case, html, plain

QUOTED = "> Bonjour,\n> Nous entretenons les fours industriels.\n> Se désinscrire : https://atelier-nord.example/u/k3\n"
BARE = QUOTED.replace("> ", "")

REPLIES = {
    "gmail_fr": (
        "Merci, rappelez-moi jeudi.",
        f"\n\nLe lun. 16 nov. 2026 à 09:00, Camille Roux <camille@atelier-nord.example> a\nécrit :\n\n{QUOTED}",
    ),
    "gmail_en": (
        "Thanks, call me on Thursday.",
        f"\n\nOn Mon, Nov 16, 2026 at 9:00 AM Camille Roux <camille@atelier-nord.example>\nwrote:\n\n{QUOTED}",
    ),
    "gmail_es": (
        "Gracias, llámeme el jueves.",
        f"\n\nEl lun, 16 nov 2026 a las 9:00, Camille Roux (<camille@atelier-nord.example>)\nescribió:\n\n{QUOTED}",
    ),
    "gmail_de": (
        "Danke, rufen Sie mich am Donnerstag an.",
        f"\n\nAm Mo., 16. Nov. 2026 um 09:00 Uhr schrieb Camille Roux <\ncamille@atelier-nord.example>:\n\n{QUOTED}",
    ),
    "gmail_it": (
        "Grazie, mi chiami giovedì.",
        (
            "\n\nIl giorno lun 16 nov 2026 alle ore 09:00 Camille Roux <\ncamille@atelier-nord.example> ha "
            f"scritto:\n\n{QUOTED}"
        ),
    ),
    "gmail_pt": (
        "Obrigado, ligue na quinta.",
        f"\n\nCamille Roux <camille@atelier-nord.example> escreveu (segunda, 16/11/2026 à(s)\n09:00):\n\n{QUOTED}",
    ),
    "gmail_nl": (
        "Bedankt, bel me donderdag.",
        f"\n\nOp ma 16 nov 2026 om 09:00 schreef Camille Roux <camille@atelier-nord.example>:\n\n{QUOTED}",
    ),
    "apple_fr": (
        "Oui, volontiers.\n\nJeanne",
        f"\n\n> Le 16 nov. 2026 à 09:00, Camille Roux <camille@atelier-nord.example> a écrit :\n> \n{QUOTED}",
    ),
    "thunderbird_fr": (
        "Pouvez-vous m'envoyer un devis ?",
        f"\n\nLe 16/11/2026 à 09:00, Camille Roux a écrit :\n{QUOTED}",
    ),
    "thunderbird_de": (
        "Bitte senden Sie mir ein Angebot.",
        f"\n\nAm 16.11.26 um 09:00 schrieb Camille Roux:\n{QUOTED}",
    ),
    "outlook_fr": (
        "Bonjour,\n\nNous verrons en janvier.\n\nBien cordialement,\nJeanne Martin",
        (
            "\n\n\n________________________________\nDe : Camille Roux "
            "<camille@atelier-nord.example>\nEnvoyé : lundi 16 novembre 2026 09:00\n"
            f"À : Jeanne Martin <j.martin@fonderie-sud.example>\nObjet : Maintenance de vos fours\n\n{BARE}"
        ),
    ),
    "outlook_old_fr": (
        "Pas avant mars.",
        (
            "\n\n-----Message d'origine-----\nDe : Camille Roux\nEnvoyé : lundi 16 novembre 2026 09:00\nÀ : "
            f"Jeanne\nObjet : Maintenance\n\n{BARE}"
        ),
    ),
    "outlook_en": (
        "Not before March.",
        (
            "\n\nFrom: Camille Roux <camille@atelier-nord.example>\nSent: Monday, November 16, 2026 9:00 "
            f"AM\nTo: Jeanne Martin\nSubject: Maintenance\n\n{BARE}"
        ),
    ),
    "outlook_de": (
        "Nicht vor März.",
        (
            "\n\nVon: Camille Roux <camille@atelier-nord.example>\nGesendet: Montag, 16. November 2026 "
            f"09:00\nAn: Jeanne Martin\nBetreff: Maintenance\n\n{BARE}"
        ),
    ),
    "outlook_es": (
        "Antes de marzo no.",
        (
            "\n\nDe: Camille Roux <camille@atelier-nord.example>\nEnviado el: lunes, 16 de noviembre de 2026 "
            f"9:00\nPara: Jeanne Martin\nAsunto: Maintenance\n\n{BARE}"
        ),
    ),
    "orange": (
        "D'accord pour mardi.",
        (
            '\n\n\n> Message du 16/11/26 09:00\n> De : "Camille Roux" <camille@atelier-nord.example>\n> A : '
            '"Jeanne Martin"\n'
            f"> Copie à : \n> Objet : Maintenance de vos fours\n>\n{QUOTED}"
        ),
    ),
    "zimbra_free": (
        "Transmis à notre responsable.",
        (
            f'\n\n----- Mail original -----\nDe: "Camille Roux" <camille@atelier-nord.example>\nÀ: "Jeanne Martin"\n'
            f"Envoyé: Lundi 16 Novembre 2026 09:00:00\nObjet: Maintenance\n\n{BARE}"
        ),
    ),
    "ovh_roundcube": ("Voyez avec Paul.", f"\n\nLe 2026-11-16 09:00, Camille Roux a écrit :\n\n{QUOTED}"),
    "yahoo_fr": (
        "Intéressée, oui.",
        (
            "\n\nLe lundi 16 novembre 2026 à 09:00:12 UTC+1, Camille Roux <camille@atelier-nord.example> a "
            f"écrit :\n\n{BARE}"
        ),
    ),
    "samsung": (
        "Ok pour moi",
        (
            "\n\n-------- Message d'origine --------\nDe : Camille Roux <camille@atelier-nord.example>\nDate "
            ": 16/11/2026 09:00 (GMT+01:00)\nÀ : j.martin@fonderie-sud.example\n"
            f"Objet : Maintenance\n\n{BARE}"
        ),
    ),
    "signature": (
        "Merci, c'est noté.",
        (
            "\n\n-- \nJeanne Martin\nFonderie du Sud\n01 99 00 12 34\n\nLe 16/11/2026 à 09:00, Camille Roux "
            f"a écrit :\n{QUOTED}"
        ),
    ),
    "iphone": (
        "Merci, je regarde.",
        (
            "\n\nEnvoyé de mon iPhone\n\n> Le 16 nov. 2026 à 09:00, Camille Roux "
            f"<camille@atelier-nord.example> a écrit :\n> \n{QUOTED}"
        ),
    ),
    "below_the_quote": ("Oui, lundi à 14 h.", f"@Le 16/11/2026 à 09:00, Camille Roux a écrit :\n{QUOTED}\n"),
}


def _reply_cases() -> list[Case]:
    made = []
    for name, (said, tail) in REPLIES.items():
        body = f"{tail[1:]}{said}\n" if tail.startswith("@") else said + tail
        made.append(case(f"reply_{name}", answer(body), "human", text=said))
    return made


PLAIN = {
    "no": "Bonjour,\n\nNon merci, nous ne sommes pas intéressés par votre offre.\n\nCordialement",
    "no_en": "Thanks but we're not interested at this time.\n\nBest,\nJohn",
    "no_es": "Gracias, pero de momento no nos interesa.",
    "no_de": "Vielen Dank, aber wir haben keinen Bedarf.",
    "one_word": "Merci !",
    "holiday_later": (
        "Bonjour,\n\nJe suis en congés jusqu'au 5 janvier, pouvez-vous me rappeler à mon retour ?\nNous "
        "avons bien un projet.\n\nJeanne"
    ),
    "holiday_signature": (
        "Merci pour votre message, je le transmets à mon collègue.\n\nJeanne Martin\nEn vacances du 20 au 31 décembre"
    ),
    "colleague_left": (
        "Bonjour,\n\nM. Durand a quitté l'entreprise, c'est moi qui reprends ses dossiers. Vous pouvez "
        "me rappeler demain.\n\nPaul Petit"
    ),
    "phone_only": "Ne m'appelez plus le matin s'il vous plaît, plutôt l'après-midi. Merci pour le devis.",
    "stop_by": "Sure, stop by our office next week!",
    "unsubscribe_question": "Comment fait-on pour désinscrire un utilisateur dans votre outil ?",
    "delivery_talk": "Notre livraison a été retardée, le transporteur annonce un échec de remise. On se parle jeudi ?",
    "robot_talk": "Nous avons déjà un robot de soudure, mais je ne suis pas contre une visite.",
    "full_box": "Désolée pour le délai, ma boîte était pleine. Oui, envoyez le devis.",
    "access_request": (
        "Où avez-vous trouvé mon adresse ? Au titre du RGPD je souhaite savoir quelles données vous avez sur moi."
    ),
}

ANSWERS = {
    "fr1": (
        "Bonjour,\nJe suis en congé cette semaine mais je regarde votre proposition dès lundi. "
        "Pouvez-vous m'envoyer la plaquette ?\nCordialement"
    ),
    "fr2": "Bonjour Camille, non merci nous avons déjà un prestataire. Bonne continuation.",
    "fr3": (
        "Je ne suis pas la bonne personne, voyez avec notre directeur technique : paul.durand@fonderie-sud.example"
    ),
    "fr4": "Pas intéressé. Cordialement, J. Martin",
    "fr5": "Bonjour, je transmets à mon collègue qui reviendra vers vous.",
    "fr6": "Ma boîte mail était saturée, désolé du retard. On se rappelle jeudi ?",
    "fr7": "Bonjour, Jean Dupont a quitté la société, je le remplace. Quel est l'objet de votre demande ?",
    "fr8": "On s'arrête là pour cette année, merci. Recontactez-moi en 2027.",
    "fr9": "OK",
    "fr10": (
        "Merci pour votre retour, nous avons bien reçu votre devis et nous l'étudions. Je reviens vers "
        "vous la semaine prochaine."
    ),
    "fr11": (
        "Bonjour,\n\nVotre solution permet-elle de se désabonner des alertes ? On a eu des plaintes.\n\nBien à vous"
    ),
    "fr12": "Arrêtez de me faire rêver avec vos tarifs ! C'est quoi le prix pour 10 postes ?",
    "fr13": "Votre message m'est arrivé en spam, attention. Sinon oui pour un point mercredi.",
    "en1": "Thanks, but we're all set. Best, Tom",
    "en2": "I'm out of office next week, how about the 14th?",
    "en3": "Not interested at this time.",
    "en4": "Please stop by our booth at the show, happy to chat!",
    "en5": "Please remove the second option from the quote and resend it.",
    "en6": "I left the company's VPN off, sorry. What's your pricing?",
    "en7": (
        "Can you unsubscribe our old address and use this one instead? We'd like to keep receiving the technical notes."
    ),
    "de1": "Guten Tag, danke, aber kein Bedarf. Gruß, Müller",
    "de2": "Ich bin diese Woche nicht im Büro, rufen Sie mich bitte am Dienstag an.",
    "es1": "Hola, ahora mismo no nos interesa. Un saludo",
    "es2": "Estoy de vacaciones hasta el lunes, pero me interesa. ¿Podemos hablar el martes?",
    "it1": "Buongiorno, al momento non siamo interessati. Grazie",
    "pt1": "Obrigado, mas já temos fornecedor.",
    "nl1": "Dank, maar we hebben geen interesse.",
}

FORWARD = """Bonjour Camille, votre mail m'est revenu en erreur, voyez ci-dessous.
Ma nouvelle adresse est jm@fonderie-sud.example.

---------- Forwarded message ---------
De : Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Date: lun. 16 nov. 2026 à 09:00
Subject: Delivery Status Notification (Failure)
To: <camille@atelier-nord.example>

** Address not found **
Your message wasn't delivered to j.martin@fonderie-sud.example because the address couldn't be found.
550 5.1.1 The email account that you tried to reach does not exist.
"""

HTML_GMAIL = (
    '<div dir="ltr">Merci, on en parle <b>jeudi</b>.<div>Jeanne</div></div><br><div '
    'class="gmail_quote"><div dir="ltr" class="gmail_attr">'
    "Le lun. 16 nov. 2026 à 09:00, Camille &lt;camille@atelier-nord.example&gt; a écrit :<br></div>"
    '<blockquote class="gmail_quote"><p>Bonjour, nos fours.</p></blockquote></div>'
)
HTML_OUTLOOK = (
    "<html><head><style>p {margin:0}</style></head><body><p "
    "class=MsoNormal>Bonjour,<o:p></o:p></p><p>Oui, appelez-moi.</p>"
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm '
    '0cm"><p><b>De&nbsp;:</b> Camille Roux<br>'
    "<b>Envoyé&nbsp;:</b> lundi 16 novembre 2026 09:00<br><b>À&nbsp;:</b> "
    "Jeanne<br><b>Objet&nbsp;:</b> Maintenance</p></div></div>"
    "<p>Bonjour, nos fours.</p></body></html>"
)

CASES: tuple[Case, ...] = (
    *_reply_cases(),
    *(case(f"human_{name}", answer(body), "human") for name, body in PLAIN.items()),
    *(case(f"human_answer_{name}", answer(body), "human") for name, body in ANSWERS.items()),
    case(
        "human_without_reference",
        plain("Bonjour, oui cela m'intéresse.\n"),
        "human",
        text="Bonjour, oui cela m'intéresse.",
    ),
    case("human_first_mail", plain("Bonjour, pouvez-vous me rappeler ?", subject="Demande de devis"), "human"),
    case(
        "human_forwards_bounce",
        answer(FORWARD),
        "human",
        text=(
            "Bonjour Camille, votre mail m'est revenu en erreur, voyez ci-dessous.\n"
            "Ma nouvelle adresse est jm@fonderie-sud.example."
        ),
    ),
    case("human_html_gmail", html(HTML_GMAIL), "human", text="Merci, on en parle jeudi.\nJeanne"),
    case("human_html_outlook", html(HTML_OUTLOOK), "human", text="Bonjour,\n\nOui, appelez-moi."),
    case(
        "human_latin",
        answer("Réponse accentuée : déjà équipés, à bientôt.", charset="cp1252", cte="8bit"),
        "human",
        text="Réponse accentuée : déjà équipés, à bientôt.",
    ),
    case("human_suppress_header", answer("Parfait, merci.", X_Auto_Response_Suppress="All"), "human"),
    case("human_bulk_precedence", answer("Parfait, merci.", Precedence="bulk"), "human"),
)
