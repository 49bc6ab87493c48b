"""What mail servers write when they speak in words alone, by program."""

from __future__ import annotations

# name → (kind, subject, sender, words; `{to}` is the failed address)
PROGRAMS_WRITE = {
    "zimbra": (
        "bounce_hard",
        "Undelivered Mail Returned to Sender",
        "MAILER-DAEMON@mail.relay.example (Mail Delivery System)",
        (
            "This is the mail system at host mail.relay.example.\n"
            "\n"
            "I'm sorry to have to inform you that your message could not\n"
            "be delivered to one or more recipients. It's attached below.\n"
            "\n"
            "<{to}>: host mail.relay.example[/opt/zimbra/data/lmtp] said: 550 5.1.1 unknown recipient (in "
            "reply to RCPT TO command)\n"
        ),
    ),
    "zimbra_quota": (
        "bounce_soft",
        "Undelivered Mail Returned to Sender",
        "Mail Delivery System <MAILER-DAEMON@x.example>",
        ("<{to}>: host x.example[192.0.2.3] said: 452 4.2.2\n    Over quota (in reply to end of DATA command)\n"),
    ),
    "kerio": (
        "bounce_hard",
        "Delivery failure",
        "Mail Delivery Subsystem <postmaster@x.example>",
        (
            "Your message\n"
            "\n"
            "  From: camille\n"
            "  Subject: Maintenance\n"
            "\n"
            "was not delivered to the following recipients:\n"
            "\n"
            "  {to}: 550 5.1.1 User unknown\n"
        ),
    ),
    "hmail": (
        "bounce_hard",
        "Message undeliverable: Maintenance",
        "mailer-daemon@x.example",
        (
            "Your message did not reach some or all of the intended recipients.\n"
            "\n"
            "   Sent: Mon\n"
            "   Subject: Maintenance\n"
            "\n"
            "The following recipient(s) could not be reached:\n"
            "\n"
            "{to}\n"
            "   Error Type: SMTP\n"
            "   Remote server (192.0.2.2) issued an error.\n"
            "   hMailServer sent: RCPT TO:<{to}>\n"
            "   Remote server replied: 550 Unknown user\n"
        ),
    ),
    "smartermail": (
        "bounce_hard",
        "Delivery Failure",
        "System Administrator <postmaster@x.example>",
        (
            "Could not deliver message to the following recipient(s):\n"
            "\n"
            "Failed Recipient: {to}\n"
            "Reason: Remote host said: 550 No such user here\n"
        ),
    ),
    "exch2003": (
        "bounce_hard",
        "Undeliverable: Maintenance",
        "System Administrator <postmaster@x.example>",
        (
            "Your message did not reach some or all of the intended recipients.\n"
            "\n"
            "      Subject: Maintenance\n"
            "      Sent: 16/11/2026 09:00\n"
            "\n"
            "The following recipient(s) could not be reached:\n"
            "\n"
            "      {to} on 16/11/2026 09:01\n"
            "            The e-mail account does not exist at the organization this message was sent to.  "
            "Check the e-mail address, or contact the recipient directly to find out the correct address.\n"
            "            <x.example #5.1.1>\n"
        ),
    ),
    "exch2003fr": (
        "bounce_hard",
        "Non remis : Maintenance",
        "Administrateur système <postmaster@x.example>",
        (
            "Votre message n'est pas parvenu à certains ou à tous les destinataires voulus.\n"
            "\n"
            "      Objet : Maintenance\n"
            "      Envoyé le : 16/11/2026 09:00\n"
            "\n"
            "Le(s) destinataire(s) suivant(s) ne peu(ven)t être joint(s) :\n"
            "\n"
            "      {to} le 16/11/2026 09:01\n"
            "            Le compte de messagerie n'existe pas dans l'organisation à laquelle ce message a "
            "été envoyé.\n"
            "            <x.example #5.1.1>\n"
        ),
    ),
    "exch_full_fr": (
        "bounce_soft",
        "Non remis : Maintenance",
        "postmaster@x.example",
        (
            "Échec de la remise aux destinataires ou groupes suivants :\n"
            "\n"
            "{to}<mailto:{to}>\n"
            "La boîte aux lettres du destinataire est pleine et ne peut pas accepter de messages maintenant. "
            "Essayez de renvoyer le message plus tard ou contactez directement le destinataire.\n"
        ),
    ),
    "exch_denied_fr": (
        "bounce_soft",
        "Non remis : Maintenance",
        "postmaster@x.example",
        (
            "La remise à ces destinataires ou groupes a échoué :\n"
            "\n"
            "{to}\n"
            "Votre message n'a pas pu être remis car le destinataire n'accepte que les messages "
            "d'expéditeurs autorisés.\n"
        ),
    ),
    "exch_delay_fr": (
        "delayed",
        "Remise différée : Maintenance",
        "postmaster@x.example",
        (
            "La remise à ces destinataires ou groupes est retardée :\n"
            "\n"
            "{to}\n"
            "Ce message n'a pas encore été remis. Les tentatives de remise se poursuivront.\n"
            "Le serveur continuera d'essayer de remettre ce message pendant 1 jour, 19 heures et 52 minutes.\n"
        ),
    ),
    "exch_delay_de": (
        "delayed",
        "Zustellung verzögert: Maintenance",
        "postmaster@x.example",
        (
            "Verzögerung der Zustellung an folgende Empfänger oder Gruppen:\n"
            "\n"
            "{to}\n"
            "Diese Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht, die Nachricht zuzustellen.\n"
        ),
    ),
    "groupwise2": (
        "bounce_soft",
        "Mail System Error - Returned Mail",
        "Mail Administrator <Postmaster@x.example>",
        (
            "This Message was undeliverable due to the following reason:\n"
            "\n"
            "Your message was not delivered because the destination computer was not reachable within the "
            "allowed queue period.\n"
            "\n"
            "Host x.example is not responding.\n"
            "\n"
            "The following recipients did not receive this message:\n"
            "     <{to}>\n"
        ),
    ),
    "openwave": (
        "bounce_hard",
        "Mail System Error - Returned Mail",
        "Mail Administrator <Postmaster@x.example>",
        (
            "This Message was undeliverable due to the following reason:\n"
            "\n"
            "The user(s) account is disabled.\n"
            "     <{to}>\n"
        ),
    ),
    "lotus_de": (
        "bounce_hard",
        "ZUSTELLUNGSFEHLER: Benutzer nicht eingetragen",
        "postmaster@x.example",
        (
            "Ihr Dokument: Maintenance\n"
            "konnte nicht zugestellt werden an: {to}\n"
            "Grund: Benutzer j.martin nicht im Domino-Verzeichnis aufgeführt\n"
        ),
    ),
    "lotus_fr": (
        "bounce_hard",
        "ECHEC DE DISTRIBUTION : utilisateur inconnu",
        "postmaster@x.example",
        (
            "Votre document : Maintenance\n"
            "n'a pas été distribué à : {to}\n"
            "motif : L'utilisateur {to} n'est pas répertorié dans l'annuaire Domino\n"
        ),
    ),
    "qmail_long": (
        "bounce_soft",
        "failure notice",
        "MAILER-DAEMON@relay.example",
        (
            "Hi. This is the qmail-send program at relay.example.\n"
            "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
            "\n"
            "<{to}>:\n"
            "I'm not going to try again; this message has been in the queue too long.\n"
        ),
    ),
    "qmail_cname": (
        "bounce_hard",
        "failure notice",
        "MAILER-DAEMON@relay.example",
        (
            "Hi. This is the qmail-send program at relay.example.\n"
            "\n"
            "<{to}>:\n"
            "Sorry, I couldn't find any host named fonderie-sud.example. (#5.1.2)\n"
        ),
    ),
    "courier": (
        "bounce_hard",
        "NOTICE: mail delivery status.",
        "Courier mail server at x.example <postmaster@x.example>",
        (
            "This is a delivery status notification from x.example,\n"
            "running the Courier mail server, version 0.6.\n"
            "\n"
            "<{to}>\n"
            "                                 FAILED\n"
            "   550 User unknown.\n"
        ),
    ),
    "autorespond_bounce": (
        "bounce_hard",
        "Automatically rejected mail",
        "postmaster@x.example",
        ("Your message to <{to}> was automatically rejected:\nno such user here\n"),
    ),
    "postini": (
        "bounce_soft",
        "Returned mail: Maintenance",
        "MAILER-DAEMON@x.example",
        (
            "   ----- Transcript of session follows -----\n"
            "<{to}>... Deferred: Connection refused by x.example.\n"
            "Message could not be delivered for 5 days\n"
            "Message will be deleted from queue\n"
        ),
    ),
}
