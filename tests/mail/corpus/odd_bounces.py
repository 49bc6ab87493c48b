"""Non-delivery said in plain words, without the standard report."""

from __future__ import annotations

from .build import SENT_KEY, SUBJECT, THEM_ADDRESS, Case, case, original, plain

BACK = original().decode()

QMAIL = """Hi. This is the qmail-send program at relay.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{to}>:
{why}

--- Below this line is a copy of the message.

{back}"""

EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {to}
    {why}

------ This is a copy of the message, including all the headers. ------

{back}"""

SENDMAIL = """The original message was received at Mon, 16 Nov 2026 09:00:02 +0100
from localhost [127.0.0.1]

   ----- The following addresses had permanent fatal errors -----
<{to}>
    (reason: {why})

   ----- Transcript of session follows -----
... while talking to mx.fonderie-sud.example.:
>>> RCPT To:<{to}>
<<< {why}
550 5.1.1 <{to}>... User unknown
"""

GMAIL = """** Address not found **

Your message wasn't delivered to {to} because the address couldn't be found, or is unable to receive mail.

Learn more here: https://support.google.com/mail/?p=NoSuchUser

The response was:

550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking
the recipient's email address for typos or unnecessary spaces.
"""

OFFICE = """Votre message à {to} n'a pas pu être remis.

j.martin est introuvable sur fonderie-sud.example.

camille    Office 365    j.martin
Action requise                  Destinataire
Adresse de destination inconnue
"""

DOMINO = """Your message

  Subject: Maintenance de vos fours

was not delivered to:

  {to}

because:

  User j.martin (j.martin@fonderie-sud.example) not listed in Domino Directory
"""

ORANGE = """Bonjour,

Votre message adressé à {to} n'a pas pu être remis à son destinataire.
Raison : 550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient.

L'équipe Orange
"""

FRENCH_FULL = """Bonjour,

Le message que vous avez envoyé à {to} n'a pas été distribué : la boîte aux lettres du destinataire est pleine.
Nous vous invitons à réessayer plus tard.
"""

GERMAN = """Diese Nachricht wurde automatisch erzeugt.

Ihre Nachricht konnte nicht zugestellt werden an:

  {to}

Grund: Empfänger unbekannt
"""

SPANISH = """No se ha podido entregar su mensaje a los siguientes destinatarios:

{to}
La dirección de correo no existe.
"""

BARRACUDA = """Your email message was blocked by our spam firewall because it looks like spam.

Reporting host: barracuda.fonderie-sud.example
Recipient: {to}
"""

EXIM_DELAY = """This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on relay.example.

The address to which the message has not yet been delivered is:

  {to}

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals.
"""

DAEMON = "Mail Delivery System <MAILER-DAEMON@relay.example>"


def _said(template: str, *, why: str = "", subject: str, sender: str = DAEMON, **more: str) -> bytes:
    body = template.format(to=THEM_ADDRESS, why=why, back=BACK)
    return plain(body, subject=subject, sender=sender, **{"Return_Path": "<>", **more})


CASES: tuple[Case, ...] = (
    case(
        "qmail_unknown",
        _said(QMAIL, why="Sorry, no mailbox here by that name. (#5.1.1)", subject="failure notice"),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
        message_ids=(SENT_KEY,),
    ),
    case(
        "qmail_full",
        _said(QMAIL, why="user is over quota", subject="failure notice"),
        "bounce_soft",
        reason="mailbox_full",
        recipient=THEM_ADDRESS,
    ),
    case(
        "qmail_refused",
        _said(
            QMAIL,
            why="192.0.2.9 failed after I sent the message.\nRemote host said: 554 5.7.1 Spam message rejected",
            subject="failure notice",
        ),
        "bounce_soft",
        recipient=THEM_ADDRESS,
    ),
    case(
        "qmail_no_host",
        _said(
            QMAIL, why="Sorry, I couldn't find any host named fonderie-sud.example. (#5.1.2)", subject="failure notice"
        ),
        "bounce_hard",
        status="5.1.2",
    ),
    case(
        "exim_unknown",
        _said(
            EXIM,
            why=(
                "host mx.fonderie-sud.example [192.0.2.9]\n    SMTP error from remote mail server after RCPT "
                "TO:<j.martin@fonderie-sud.example>:\n    550 Unrouteable address"
            ),
            subject="Mail delivery failed: returning message to sender",
        ),
        "bounce_hard",
        recipient=THEM_ADDRESS,
        message_ids=(SENT_KEY,),
    ),
    case(
        "exim_timeout",
        _said(EXIM, why="retry timeout exceeded", subject="Mail delivery failed: returning message to sender"),
        "bounce_soft",
    ),
    case(
        "sendmail_unknown",
        _said(SENDMAIL, why="550 5.1.1 User unknown", subject="Returned mail: see transcript for details"),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
    ),
    case(
        "gmail_unknown",
        _said(
            GMAIL,
            subject="Delivery Status Notification (Failure)",
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            X_Failed_Recipients=THEM_ADDRESS,
            Auto_Submitted="auto-replied",
        ),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
    ),
    case(
        "office_french",
        _said(OFFICE, subject=f"Non remis : {SUBJECT}", sender="Microsoft Outlook <postmaster@atelier-nord.example>"),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
    case(
        "domino_unknown",
        _said(
            DOMINO,
            subject="DELIVERY FAILURE: User j.martin not listed in Domino Directory",
            sender="Notes <Postmaster@fonderie-sud.example>",
        ),
        "bounce_hard",
        reason="user_unknown",
        recipient=THEM_ADDRESS,
    ),
    case(
        "orange_unknown",
        _said(ORANGE, subject="Echec de la remise du message", sender="Orange <MAILER-DAEMON@orange.example>"),
        "bounce_hard",
        status="5.1.1",
    ),
    case(
        "french_full",
        _said(FRENCH_FULL, subject="Message non distribué"),
        "bounce_soft",
        reason="mailbox_full",
        recipient=THEM_ADDRESS,
    ),
    case(
        "german_unknown",
        _said(GERMAN, subject="Unzustellbar: Maintenance"),
        "bounce_hard",
        reason="user_unknown",
        recipient=THEM_ADDRESS,
    ),
    case(
        "spanish_unknown",
        _said(SPANISH, subject="No se puede entregar: Maintenance"),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
    case(
        "barracuda_spam",
        _said(
            BARRACUDA,
            subject="**Message you sent blocked by our bulk email filter**",
            sender="Barracuda <postmaster@fonderie-sud.example>",
        ),
        "bounce_soft",
        reason="spam",
    ),
    case(
        "exim_delay",
        _said(EXIM_DELAY, subject="Warning: message 1kdE2-0004 delayed 24 hours"),
        "delayed",
        recipient=THEM_ADDRESS,
    ),
    case(
        "qmail_latin",
        plain(
            QMAIL.format(to=THEM_ADDRESS, why="Désolé, cette adresse n'existe pas.", back=BACK),
            subject="failure notice",
            sender=DAEMON,
            charset="cp1252",
            cte="8bit",
            Return_Path="<>",
        ),
        "bounce_hard",
    ),
    case(
        "exim_base64",
        plain(
            EXIM.format(to=THEM_ADDRESS, why="mailbox is full", back=BACK),
            subject="Mail delivery failed",
            sender=DAEMON,
            cte="base64",
            Return_Path="<>",
        ),
        "bounce_soft",
        reason="mailbox_full",
    ),
)
