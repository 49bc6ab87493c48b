"""Filters that ask the sender to prove that a person writes."""

from __future__ import annotations

from .build import SENT_ID, Case, case, html, plain

MAILINBLACK = """Bonjour,

Votre message destiné à j.martin@fonderie-sud.example est en attente.
Pour qu'il soit remis, cliquez sur « Je ne suis pas un robot » et suivez les étapes :

https://app.mailinblack.com/auth/9f33

Cette demande ne vous sera faite qu'une seule fois.
"""
ENGLISH = """Hello,

I use an anti-spam service. Please verify that you are a human by clicking the link below, so that your message
can be delivered:

https://verify.filter.example/c/71
"""
SPAM_ARREST = """j.martin here,

I'm protecting myself from receiving junk mail.
Just this once, click the link below so I can receive your emails. You won't have to do this again.

http://www.spamarrest.com/a2?AQ
"""
SPANISH = """Hola,

Para que su mensaje sea entregado debe confirmar que es una persona y no un robot. Haga clic en el enlace:

https://filtro.example/v/8
"""
HTML = (
    "<p>Votre email est en quarantaine. Afin d'authentifier votre adresse, merci de confirmer que "
    "vous n'êtes pas un robot :</p>"
    '<p><a href="https://altospam.example/v/3">Valider mon adresse</a></p>'
)

CASES: tuple[Case, ...] = (
    case(
        "challenge_mailinblack",
        plain(MAILINBLACK, sender="Jeanne Martin <noreply@mailinblack.com>", Auto_Submitted="auto-replied"),
        "challenge",
        reason="mailinblack",
    ),
    case(
        "challenge_mailinblack_own_domain",
        plain(MAILINBLACK, subject="Merci de vous authentifier"),
        "challenge",
        reason="mailinblack",
    ),
    case("challenge_english", plain(ENGLISH, subject="Please confirm your message", In_Reply_To=SENT_ID), "challenge"),
    case(
        "challenge_spamarrest",
        plain(SPAM_ARREST, subject="Re: Maintenance (verification)"),
        "challenge",
        reason="spamarrest",
    ),
    case(
        "challenge_boxbe",
        plain(
            (
                'Hello, your message about "Maintenance" was waitlisted. Please add yourself to my Guest List so '
                "your messages will be delivered: https://www.boxbe.com/crs?tc=1"
            ),
            sender="Boxbe <noreply@boxbe.com>",
            subject="Re: Maintenance (Action Required)",
        ),
        "challenge",
        reason="boxbe",
    ),
    case("challenge_spanish", plain(SPANISH, subject="Confirmación necesaria"), "challenge"),
    case("challenge_html", html(HTML, subject="Authentification requise"), "challenge"),
)
