"""What providers and filters write when they speak in words alone."""

from __future__ import annotations

# name → (kind, subject, sender, words; `{to}` is the failed address)
HOSTS_WRITE = {
    "ionos": (
        "bounce_hard",
        "Mail delivery failed: returning message to sender",
        "Mail Delivery System <mailer-daemon@kundenserver.example>",
        (
            "This message was created automatically by mail delivery software.\n"
            "\n"
            "A message that you sent could not be delivered to one or more of\n"
            "its recipients. The following addresses failed:\n"
            "\n"
            "<{to}>:\n"
            "  SMTP error from remote server for RCPT TO command, host: mx00.example (192.0.2.4) reason: 550 "
            "Requested action not taken: mailbox unavailable\n"
        ),
    ),
    "gmx_de": (
        "bounce_hard",
        "Mail delivery failed: returning message to sender",
        "GMX Mailer Daemon <mailer-daemon@gmx.de>",
        (
            "Diese E-Mail wurde automatisch erzeugt.\n"
            "\n"
            "Eine von Ihnen versandte Nachricht konnte an mindestens einen Empfänger nicht zugestellt werden.\n"
            "Die folgende Adresse ist fehlgeschlagen:\n"
            "\n"
            "<{to}>:\n"
            "550 Unbekannter Empfänger\n"
        ),
    ),
    "tonline": (
        "bounce_soft",
        "Returned mail",
        "Mail Delivery <postmaster@t-online.de>",
        (
            "|------------------------- Message log follows: -------------------------|\n"
            "{to}: 552 Mailbox Quota exceeded (Postfach voll)\n"
        ),
    ),
    "orange_list": (
        "bounce_hard",
        "Undeliverable mail",
        "MAILER-DAEMON@wanadoo.fr",
        (
            "Ce message vous est adressé automatiquement par le serveur de messagerie Orange.\n"
            "Le message que vous avez adressé à {to} n'a pu être remis pour le motif suivant :\n"
            "Adresse e-mail du destinataire inexistante.\n"
        ),
    ),
    "laposte": (
        "bounce_soft",
        "Echec de remise",
        "MAILER-DAEMON@laposte.example",
        ("Votre message adressé à {to} n'a pas été remis.\nMotif : le quota de la boîte est dépassé.\n"),
    ),
    "sfr": (
        "bounce_hard",
        "Mail non distribué",
        "postmaster@sfr.example",
        ("Votre e-mail n'a pu être acheminé.\n\nDestinataire : {to}\nErreur : cette adresse n'existe pas ou plus.\n"),
    ),
    "aruba": (
        "bounce_hard",
        "AVVISO: mancata consegna",
        "posta-elettronica <mailer-daemon@aruba.example>",
        (
            "Il messaggio con oggetto Maintenance inviato al destinatario {to} non è stato consegnato.\n"
            "Il messaggio è stato rifiutato dal sistema: indirizzo non valido.\n"
            "5.1.1 - Destinatario sconosciuto\n"
        ),
    ),
    "libero": (
        "bounce_soft",
        "Delivery Status Notification (Failure)",
        "MAILER-DAEMON@libero.example",
        ("Spiacenti, il messaggio a {to} non può essere recapitato: casella piena.\n"),
    ),
    "movistar": (
        "bounce_hard",
        "Error en la entrega del mensaje",
        "postmaster@movistar.example",
        ("El mensaje no se pudo entregar a la siguiente dirección:\n{to}\nMotivo: la cuenta de correo no existe.\n"),
    ),
    "zoho": (
        "bounce_hard",
        "Undelivered Mail Returned to Sender",
        "mailer-daemon@mail.zoho.example",
        (
            "This message was created automatically by mail delivery software.\n"
            "A message that you sent could not be delivered to one or more of its recipients. This is a "
            "permanent error.\n"
            "\n"
            "[{to}] : 550 5.1.1 User does not exist - <{to}>, ERROR_CODE :550\n"
        ),
    ),
    "yandex": (
        "bounce_hard",
        "Недоставленное сообщение",
        "Mailer-Daemon <mailer-daemon@yandex.example>",
        (
            "This is the mail system at host forward1.yandex.example.\n"
            "\n"
            "I'm sorry to have to inform you that your message could not be delivered\n"
            "\n"
            "<{to}>: host mx said: 550 5.7.1 No such user! (in reply to RCPT TO command)\n"
        ),
    ),
    "ironport": (
        "bounce_hard",
        "Delivery Status Notification (Failure)",
        "Mail Delivery System <MAILER-DAEMON@esa.example>",
        (
            "The following message to <{to}> was undeliverable.\n"
            "The reason for the problem:\n"
            "5.1.0 - Unknown address error 550-'5.1.1 RecipNotFound'\n"
        ),
    ),
    "ironport_expired": (
        "bounce_soft",
        "Delivery Status Notification (Failure)",
        "Mail Delivery System <MAILER-DAEMON@esa.example>",
        (
            "The following message to <{to}> was undeliverable.\n"
            "The reason for the problem:\n"
            "5.4.7 - Delivery expired (message too old) 'timeout'\n"
        ),
    ),
    "messagelabs": (
        "bounce_soft",
        "Mail rejected",
        "postmaster@messagelabs.example",
        (
            "Your mail to {to} has been blocked because it matched a content rule.\n"
            "553-Message filtered. Refer to the Troubleshooting page.\n"
        ),
    ),
    "fortimail": (
        "bounce_soft",
        "Undelivered Mail",
        "postmaster@forti.example",
        (
            "Message to {to} was rejected: 554 5.7.1 This message has been blocked because it contains "
            "FortiSpamshield blocking URL(s)\n"
        ),
    ),
    "sophos": (
        "bounce_soft",
        "Your message was quarantined",
        "postmaster@x.example",
        ("Your email to {to} could not be delivered because it was classified as spam by Sophos.\n"),
    ),
    "icloud": (
        "bounce_soft",
        "Undelivered Mail Returned to Sender",
        "Mail Delivery System <MAILER-DAEMON@icloud.example>",
        (
            "<{to}>: host mx01.mail.icloud.com[192.0.2.1] said: 552 5.2.2 <{to}>: user is over quota (in "
            "reply to RCPT TO command)\n"
        ),
    ),
    "yahoo": (
        "bounce_hard",
        "Failure Notice",
        "MAILER-DAEMON@yahoo.example",
        (
            "Sorry, we were unable to deliver your message to the following address.\n"
            "\n"
            "<{to}>:\n"
            "550: Requested mail action not taken: mailbox unavailable\n"
        ),
    ),
    "sendgrid": (
        "bounce_soft",
        "Delivery failure",
        "bounces@relay.example",
        ("We could not deliver your message to {to}: 550 IP address blocked by Spamhaus SBL\n"),
    ),
}
