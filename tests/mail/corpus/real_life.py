"""What people and programs write in real life: absences without headers, short refusals, advertising."""

from __future__ import annotations

from .build import SENT_ID, THEM, Case, answer, case, head, html, plain
from .humans import QUOTED

# no header, no subject tells: only the words (the mail is of Monday 23 November 2026)
UNTOLD = {
    "fr_short": ("Je suis absent jusqu'au 4 décembre.", "2026-12-04"),
    "fr_training": (
        "Bonjour, je suis en formation jusqu'au 27 novembre inclus. Je reviens vers vous à mon retour.",
        "2026-11-28",
    ),
    "fr_closed": (
        ("Nos bureaux sont fermés du 24 décembre au 2 janvier. Nous répondrons à vos messages à partir du 4 janvier."),
        "2027-01-04",
    ),
    "fr_town_hall": ("La mairie est fermée jusqu'au 30 novembre.", "2026-11-30"),
    "fr_team": (
        "Bonjour, notre équipe prend quelques jours de repos, nous revenons le lundi 30 novembre !",
        "2026-11-30",
    ),
    "en": (
        ("I am travelling with limited access to email and will be back in the office on Thursday, December 3rd."),
        "2026-12-03",
    ),
    "de": ("Vielen Dank für Ihre Nachricht. Ich bin vom 23.11. bis 05.12. im Urlaub.", "2026-12-05"),
    "es": ("Estoy fuera de la oficina hasta el 5 de diciembre.", "2026-12-05"),
    "nl": ("Ik ben met vakantie tot en met 4 december.", "2026-12-05"),
}
NO_LONGER_READ = {
    "fr": (
        "Bonjour, notre adresse e-mail a changé : écrivez désormais à contact@fonderie-sud.example. "
        "Merci de mettre à jour vos contacts."
    ),
    "fr_plain": "Cette adresse n'est plus utilisée. Merci d'écrire à contact@fonderie-sud.example.",
    "en": "This mailbox is no longer monitored. Please write to contact@fonderie-sud.example.",
    "de": "Diese E-Mail-Adresse wird nicht mehr gelesen. Bitte schreiben Sie an kontakt@giesserei.example.",
}
SUBJECT_ONLY = (
    "Congé maternité",
    "Absente pour congés",
    "Congés Re: Maintenance de vos fours",
    "Fermeture annuelle Re: Maintenance",
    "Maternity leave - back in April",
    "Abwesend bis 5.1.",
)

# people who are away and yet answer, or speak of absence otherwise
AWAY_BUT_ANSWERS = {
    "asks": "Je suis en déplacement cette semaine, pouvez-vous m'appeler lundi ?",
    "interested": "Je suis absent jusqu'au 4 décembre mais votre proposition m'intéresse, rappelez-moi ensuite.",
    "was_away": "I was out of the office last week, sorry for the delay. What does it cost?",
    "closed_shop": "Bonjour, non merci, nous sommes fermés définitivement depuis mars.",
    "quoting": (
        "Je suis en congés jusqu'au 4 décembre, je regarde à mon retour.\n\nLe 16/11/2026 à 09:00, "
        f"Camille Roux a écrit :\n{QUOTED}"
    ),
    "telephone": "Je suis en congés jusqu'au 4 décembre, je regarde à mon retour.\n\nEnvoyé de mon iPhone",
    "subject_matter": "We sell an auto-reply tool, would that fit?",
    "price": "I am out of the office until Monday, but the price is 100 €.",
}
WISHES = {
    "no_stop": "No. Stop.",
    "greeted": "Bonjour,\n\nSTOP.\n\nCordialement,\nJeanne Martin",
    "greeted_de": "Sehr geehrte Damen und Herren,\n\nbitte stoppen.\n\nMit freundlichen Grüßen\nJan Weber",
    "how": "Comment se désinscrire ?",
    "spam": "C'est du spam, arrêtez.",
    "object": "Je m'oppose à toute prospection de votre part.",
    "cnil": "Sans retrait de votre part je vais saisir la CNIL.",
    "en_again": "Not interested. Don't write again.",
    "en_want": "I do not want any more emails from you.",
    "en_consent": "I am withdrawing my consent to any processing of my data.",
    "de_quiet": "Lassen Sie mich bitte in Ruhe.",
    "de_object": "Hiermit widerspreche ich der Nutzung meiner Daten für Werbung.",
    "es_stop": "Dejen de contactarme.",
    "it_more": "Non scriveteci più.",
    "pt_more": "Não nos envie mais e-mails.",
    "nl_object": "Ik maak bezwaar tegen de verwerking van mijn gegevens.",
}
NOT_WISHES = {
    "order": "Please remove my address from the order, I moved.",
    "topic": "Do not contact us about casting, everything else is fine.",
    "copy": "Please remove me from CC, my colleague handles this.",
    "dont_stop": "Don't stop sending us the samples, we love them.",
    "meeting_nl": "Ik moet me afmelden voor de meeting van donderdag.",
    "delivery_de": "Wir möchten die Lieferung für März abbestellen.",
    "supplier": "We had to stop the current vendor first, but this looks useful.",
    "gdpr": "Is your platform GDPR compliant?",
    "articles": "Merci de ne pas nous envoyer d'échantillons avant janvier.",
    "basta": "Basta che mi confermi la data.",
    "leave_es": "La tasa de rechazo es baja este trimestre, hablemos.",
}
CHALLENGES = {
    "invitation": (
        plain(
            "Un clic pour délivrer votre email !",
            sender="Jeanne Martin <j.martin@invitations.mailinblack.com>",
            subject="Un clic pour délivrer votre email",
        ),
        "mailinblack",
    ),
    "gateway": (
        plain(
            "Un clic pour délivrer votre email !",
            sender="Jeanne Martin <j.martin@mib.relais.example>",
            subject="Maintenance",
        ),
        "mailinblack",
    ),
    "human_sender": (
        plain(
            "Je suis protégée par Mailinblack. Je demande à tout nouvel expéditeur de confirmer qu'il est "
            "bien humain : https://app.mailinblack.com/invitation?id=1"
        ),
        "mailinblack",
    ),
    "captcha": (
        plain(
            (
                "Votre email n'a pas été délivré car le destinataire demande un captcha pour valider l'existence "
                "de l'expéditeur. Pour libérer l'email, remplissez le formulaire : https://filtre.example/f"
            ),
            subject="Votre email a été bloqué pour authentification",
        ),
        "challenge",
    ),
    "boxtrapper": (
        plain(
            (
                "The message you sent requires that you verify that you are a real live human being and not a "
                "spam source. Reply to this message and leave the subject line intact, or open "
                "http://mail.example/cgi-sys/bxd.cgi?id=1"
            ),
            subject="Your email requires verification verify#a1",
        ),
        "boxtrapper",
    ),
    "german": (
        plain(
            (
                "Ihre Nachricht wurde zurückgehalten. Bitte bestätigen Sie über diesen Link, dass Sie kein "
                "Roboter sind: https://filter.example/x"
            ),
            subject="Bestätigung erforderlich",
        ),
        "challenge",
    ),
    "portuguese": (
        plain(
            ("Sua mensagem está retida. Clique no link para confirmar que não é um robô: https://filtro.example/x"),
            subject="Confirmação necessária",
        ),
        "challenge",
    ),
}
NOISE = {
    "seo": plain(
        (
            "Dear Sir/Madam,\n\nWe provide SEO services and can put your site on the first page of Google at "
            "the best price. Click here for a free quote."
        ),
        subject="Website proposal",
        sender="Kevin <kevin@rankings.example>",
    ),
    "fortune": plain(
        (
            "Dear friend, I am the barrister of your late relative. The inheritance of 4 million dollars is "
            "unclaimed, strictly confidential."
        ),
        subject="Urgent business",
        sender="Barrister <b@funds.example>",
    ),
    "phishing_fr": plain(
        (
            "Votre boîte mail est suspendue, cliquez sur le lien pour vérifier votre compte : "
            "https://mauvais.example/x\nSi vous ne souhaitez plus recevoir ces messages, cliquez ici."
        ),
        subject="Alerte",
        sender="Service <service@mauvais.example>",
    ),
    "promo_fr": html(
        ("<p>Profitez de -20 % sur tout le magasin !</p><p>Cliquez ici. Pour vous désabonner, cliquez ici.</p>"),
        subject="Offre spéciale",
        In_Reply_To="",
        References="",
        sender="Boutique <bonjour@boutique.example>",
    ),
    "github": plain(
        "Someone commented on your issue.",
        subject="Re: [tools] It breaks (#12)",
        sender="Somebody <notifications@forge.example>",
        List_Id="<tools.forge.example>",
        In_Reply_To="<x@forge.example>",
    ),
    "list_post": plain(
        "Has anybody tried it?",
        subject="Re: [fondeurs] Fours",
        sender=THEM,
        List_Id="<fondeurs.listes.example>",
        Precedence="list",
        In_Reply_To="<y@listes.example>",
    ),
    "dmarc_report": plain(
        "This is an aggregate report.",
        subject="Report Domain: atelier-nord.example Submitter: provider.example",
        sender="noreply-dmarc@provider.example",
    ),
    "monitoring": plain(
        "Disk is 91% full.", subject="[ALERT] disk", sender="root@serveur.example", Auto_Submitted="auto-generated"
    ),
    "mailing_with_re": plain(
        "Le salon ouvre ses portes.",
        subject="Re: votre badge",
        sender="Salon <contact@salon.example>",
        List_Unsubscribe="<https://salon.example/u>",
    ),
    "auth_failure": head({"From": "reports@provider.example", "Subject": "FW: x"})
    + (
        b'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n--b\nContent-Type: '
        b"text/plain\n\nReport\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: "
        b"auth-failure\n--b--\n"
    ),
}

CASES: tuple[Case, ...] = (
    *(case(f"untold_{name}", plain(body), "auto_reply", return_on=day) for name, (body, day) in UNTOLD.items()),
    *(
        case(f"no_longer_read_{name}", plain(body), "auto_reply", reason="address_closed")
        for name, body in NO_LONGER_READ.items()
    ),
    *(
        case(f"subject_only_{index}", plain("", subject=subject), "auto_reply")
        for index, subject in enumerate(SUBJECT_ONLY)
    ),
    *(
        case(f"away_but_answers_{name}", answer(body), "human", return_on=None)
        for name, body in AWAY_BUT_ANSWERS.items()
    ),
    *(case(f"wish_{name}", answer(body), "unsubscribe") for name, body in WISHES.items()),
    *(case(f"no_wish_{name}", answer(body), "human") for name, body in NOT_WISHES.items()),
    *(case(f"filter_{name}", raw, "challenge", reason=reason) for name, (raw, reason) in CHALLENGES.items()),
    *(case(f"noise_{name}", raw, "other") for name, raw in NOISE.items()),
    case(
        "thunderbird_unknown_language",
        answer(f'Ok, merci.\n\n30.09.2026, 18:30, "Camille" <camille@atelier-nord.example>:\n{QUOTED}'),
        "human",
        text="Ok, merci.",
    ),
    case(
        "auto_generated_answer",
        plain(
            "Bonjour, je suis actuellement absente.",
            Auto_Submitted="auto-generated",
            X_Auto_Response_Suppress="All",
            In_Reply_To=SENT_ID,
        ),
        "auto_reply",
    ),
    case(
        "absence_in_html",
        html("<p>Bonjour,</p><p>Je suis absente <b>jusqu'au 4&nbsp;décembre</b>.</p>", Auto_Submitted="auto-replied"),
        "auto_reply",
        return_on="2026-12-04",
    ),
)
