"""Automatic answers: absences with a date of return, people who have left, acknowledgements."""

from __future__ import annotations

from .build import SENT_ID, THEM, Case, case, plain

AUTO = {"Auto_Submitted": "auto-replied", "In_Reply_To": SENT_ID}

# language and shape → what the absent person wrote, and the day of return (the mail is of Monday 23 November 2026)
RETURNS = {
    "fr_until": ("Je suis absente jusqu'au 4 décembre. En cas d'urgence, contactez Paul.", "2026-12-04"),
    "fr_range": ("Bonjour, je suis en congés du 20 décembre au 3 janvier.", "2027-01-03"),
    "fr_range_short": ("Je suis absent du 23 au 27 novembre.", "2026-11-27"),
    "fr_back": ("Absente du 23/11 au 27/11, je serai de retour le lundi 30 novembre.", "2026-11-30"),
    "fr_weekday": ("Je serai de retour lundi prochain.", "2026-11-30"),
    "fr_first": ("Je suis de retour au bureau le 1er décembre 2026.", "2026-12-01"),
    "fr_numeric": ("Absent du bureau. Retour le 07/12/2026.", "2026-12-07"),
    "fr_reply_from": ("Je prendrai connaissance de vos messages à partir du 2 décembre.", "2026-12-02"),
    "fr_tomorrow": ("Je suis en déplacement, de retour demain.", "2026-11-24"),
    "fr_none": ("Je suis actuellement absente. Votre message sera lu à mon retour.", None),
    "en_until": ("I am out of the office until Monday 7 December with limited access to email.", "2026-12-07"),
    "en_month_first": ("I will be back in the office on December 14th, 2026.", "2026-12-14"),
    "en_range": ("I'm on annual leave from 21 December to 4 January inclusive of holidays.", "2027-01-04"),
    "en_returning": ("Out of office, returning Tue 1 Dec.", "2026-12-01"),
    "en_us": ("I will be out of the office through 12/18/2026.", "2026-12-18"),
    "en_iso": ("On leave, back 2026-12-09.", "2026-12-09"),
    "de_until": ("Ich bin bis zum 4. Dezember nicht im Büro.", "2026-12-04"),
    "de_numeric": ("Ich bin vom 23.11. bis 11.12.2026 im Urlaub.", "2026-12-11"),
    "de_back": ("Ich bin ab dem 14.12.2026 wieder erreichbar.", "2026-12-14"),
    "es_until": ("Estaré fuera de la oficina hasta el 4 de diciembre.", "2026-12-04"),
    "es_back": ("Estoy de vacaciones. Me reincorporo el lunes 7 de diciembre.", "2026-12-07"),
    "es_range": ("Estaré ausente del 23 de noviembre al 2 de diciembre de 2026.", "2026-12-02"),
    "it_until": ("Sono assente fino al 4 dicembre.", "2026-12-04"),
    "it_back": ("Sarò di nuovo in ufficio lunedì 30 novembre.", "2026-11-30"),
    "pt_back": ("Estou de férias e regresso no dia 7 de dezembro.", "2026-12-07"),
    "nl_back": ("Ik ben afwezig en op 1 december weer terug.", "2026-12-01"),
    "nl_until": ("Ik ben niet op kantoor tot 8 december.", "2026-12-08"),
}

SUBJECTS = {
    "fr_outlook": "Réponse automatique : Maintenance de vos fours",
    "fr_absence": "Absence du bureau : Maintenance de vos fours",
    "fr_message": "Message d'absence",
    "en_outlook": "Automatic reply: Maintenance de vos fours",
    "en_ooo": "Out of Office: Maintenance de vos fours",
    "en_auto": "Auto: Maintenance de vos fours",
    "en_away": "[Auto-Reply] Maintenance de vos fours",
    "de_outlook": "Automatische Antwort: Maintenance de vos fours",
    "de_absence": "Abwesenheitsnotiz: Maintenance de vos fours",
    "es_outlook": "Respuesta automática: Maintenance de vos fours",
    "es_out": "Fuera de la oficina: Maintenance de vos fours",
    "it_outlook": "Risposta automatica: Maintenance de vos fours",
    "pt_outlook": "Resposta automática: Maintenance de vos fours",
    "nl_outlook": "Automatisch antwoord: Maintenance de vos fours",
}

HEADERS = {
    "rfc3834": {"Auto_Submitted": "auto-replied"},
    "vacation_comment": {"Auto_Submitted": "auto-replied (vacation)"},
    "x_autoreply": {"X_Autoreply": "yes"},
    "x_autorespond": {"X_Autorespond": "Maintenance de vos fours"},
    "precedence": {"Precedence": "auto_reply"},
    "generated_answer": {"Auto_Submitted": "auto-generated", "In_Reply_To": SENT_ID},
}

LEFT = {
    "fr": (
        "Bonjour,\n\nJe ne fais plus partie des effectifs de la Fonderie du Sud. Merci de vous adresser à Paul Petit."
    ),
    "fr_third": (
        "Madame Martin a quitté la société. Votre message n'est pas lu, écrivez à contact@fonderie-sud.example."
    ),
    "en": "Thank you for your email. Jeanne Martin no longer works at Fonderie du Sud.",
    "en_left": "Please note that I have left the company. Please contact Paul.",
    "de": "Frau Martin ist nicht mehr für unser Unternehmen tätig.",
    "es": "Jeanne Martin ya no trabaja en la empresa.",
    "it": "Jeanne Martin non lavora più presso la nostra azienda.",
}

TICKETS = {
    "fr": (
        "[Ticket #88120] Maintenance de vos fours",
        "Nous avons bien reçu votre demande, elle porte le numéro 88120. Nos équipes vous répondront sous 48 heures.",
    ),
    "en": (
        "[#4512] Request received: Maintenance de vos fours",
        (
            "Your request (4512) has been received and is being reviewed by our support staff. To add "
            "additional comments, reply to this email."
        ),
    ),
    "de": (
        "[Ticket#2026112310000017] Maintenance",
        "Vielen Dank für Ihre Anfrage. Wir haben ein Ticket mit der Nummer 2026112310000017 für Sie erstellt.",
    ),
    "fr_receipt": (
        "Accusé de réception : Maintenance de vos fours",
        "Ceci est une réponse automatique : nous avons bien reçu votre message et y répondrons au plus vite.",
    ),
}

# number → (subject, words, headers, day of return)
TOLD: dict[str, tuple[str, str, dict[str, str], str | None]] = {
    "1": (
        "Réponse automatique : Maintenance",
        "Bonjour,\nJe suis absent du 20/11/2026 au 30/11/2026.\nEn cas d'urgence, contactez Paul.",
        {},
        "2026-11-30",
    ),
    "2": (
        "Absent(e) du bureau : Maintenance",
        "Je suis actuellement en congés. De retour le lundi 7 décembre 2026.",
        {},
        "2026-12-07",
    ),
    "3": (
        "Out of Office Re: Maintenance",
        "I am currently out of the office with limited access to email, returning Monday, November 30.",
        {},
        "2026-11-30",
    ),
    "4": (
        "Abwesend: Maintenance",
        "Ich bin bis zum 04.12.2026 nicht im Haus. Ihre E-Mail wird nicht weitergeleitet.",
        {},
        "2026-12-04",
    ),
    "5": (
        "Respuesta automática: Maintenance",
        "Gracias por su mensaje. Estaré de vacaciones del 23 al 30 de noviembre.",
        {},
        "2026-11-30",
    ),
    "6": ("Risposta automatica: Maintenance", "Sono in ferie fino al 30 novembre compreso.", {}, "2026-12-01"),
    "7": ("Resposta automática: Maintenance", "Estou de férias e regresso no dia 7 de dezembro.", {}, "2026-12-07"),
    "8": ("Automatisch antwoord: Maintenance", "Ik ben op vakantie tot 7 december.", {}, "2026-12-07"),
    "9": (
        "Re: Maintenance",
        "Bonjour, je suis absente jusqu'au 2 décembre. Cordialement.",
        {"Auto_Submitted": "auto-replied"},
        "2026-12-02",
    ),
    "10": (
        "Re: Maintenance",
        "Thank you for contacting us. A ticket has been opened: #445566.",
        {"Auto_Submitted": "auto-generated", "X_Auto_Response_Suppress": "All"},
        None,
    ),
    "11": (
        "[Ticket#2026112300012] Maintenance",
        "Votre demande a été enregistrée sous le numéro 2026112300012. Notre équipe vous répondra sous 48h.",
        {},
        None,
    ),
    "12": (
        "Accusé de réception",
        (
            "Bonjour, nous avons bien reçu votre message et vous répondrons dans les meilleurs délais. Ceci "
            "est un message automatique, merci de ne pas y répondre."
        ),
        {},
        None,
    ),
    "13": (
        "Re: Maintenance",
        (
            "Bonjour,\nJe ne fais plus partie des effectifs de Fonderie Sud. Merci de contacter "
            "accueil@fonderie-sud.example."
        ),
        {"X_Autoreply": "yes"},
        None,
    ),
    "14": (
        "Je ne travaille plus chez Fonderie Sud",
        "Bonjour, merci de vous adresser désormais à Paul Durand.",
        {"Auto_Submitted": "auto-replied"},
        None,
    ),
    "15": (
        "Congé maternité Re: Maintenance",
        "Je suis en congé maternité jusqu'au 15 mars 2027. Contactez Léa.",
        {"Precedence": "bulk", "X_Autorespond": "Maintenance"},
        "2027-03-15",
    ),
    "16": ("Auto: Maintenance", "Away until Thursday.", {"Precedence": "auto_reply"}, "2026-11-26"),
    "17": (
        "Fermeture annuelle",
        "Notre société est fermée du 21 décembre au 3 janvier inclus.",
        {"Auto_Submitted": "auto-replied (vacation)"},
        "2027-01-04",
    ),
    "18": (
        "Abwesenheitsnotiz: Maintenance",
        "Vielen Dank für Ihre Nachricht. Ich bin ab Montag, den 30.11. wieder für Sie da.",
        {},
        "2026-11-30",
    ),
    "19": (
        "Automatische Antwort: Maintenance",
        "Ich bin vom 23.11. bis einschließlich 27.11. im Urlaub.",
        {},
        "2026-11-28",
    ),
    "20": (
        "Re: Maintenance",
        "Hello, I'm on annual leave, back 8th December. For urgent matters, please call the office.",
        {"X_MS_Exchange_Inbox_Rules_Loop": "j.martin@fonderie-sud.example", "Auto_Submitted": "auto-generated"},
        "2026-12-08",
    ),
    "22": (
        "Email received",
        (
            "Thank you for your email. This mailbox is monitored Monday to Friday 9-5. We aim to respond in "
            "2 working days."
        ),
        {},
        None,
    ),
}

CASES: tuple[Case, ...] = (
    *(
        case(f"told_{number}", plain(words, subject=subject, **headers), "auto_reply", return_on=day)
        for number, (subject, words, headers, day) in TOLD.items()
    ),
    *(
        case(
            f"absence_{name}",
            plain(body, subject="Réponse automatique : Maintenance de vos fours", **AUTO),
            "auto_reply",
            return_on=day,
        )
        for name, (body, day) in RETURNS.items()
    ),
    *(
        case(
            f"auto_subject_{name}",
            plain("Bonjour, je ne suis pas disponible pour le moment.", subject=subject),
            "auto_reply",
        )
        for name, subject in SUBJECTS.items()
    ),
    *(
        case(f"auto_header_{name}", plain("Merci de votre message, nous le lirons.", **more), "auto_reply")
        for name, more in HEADERS.items()
    ),
    *(case(f"left_{name}", plain(body, **AUTO), "auto_reply", reason="left_company") for name, body in LEFT.items()),
    *(
        case(
            f"ticket_{name}",
            plain(body, subject=subject, sender="Support <support@fonderie-sud.example>", In_Reply_To=SENT_ID),
            "auto_reply",
        )
        for name, (subject, body) in TICKETS.items()
    ),
    case(
        "auto_without_any_header",
        plain(
            "Bonjour,\n\nJe suis actuellement absente du bureau jusqu'au 4 décembre et n'aurai pas accès à "
            "ma messagerie.\n"
            "Pour toute urgence, merci de contacter Paul Petit.\n\nJeanne Martin",
            sender=THEM,
        ),
        "auto_reply",
        return_on="2026-12-04",
    ),
)
