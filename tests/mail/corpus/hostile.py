"""Odd charsets, broken structure, and what only looks like something else."""

from __future__ import annotations

import base64

from .build import (
    SENT_ID,
    THEM,
    THEM_ADDRESS,
    Case,
    answer,
    basic,
    case,
    dsn,
    encode,
    head,
    html,
    multipart,
    part,
    plain,
    recipient_block,
)
from .humans import QUOTED
from .machines import ICS

MOJIBAKE = "Merci de me d\ufffdsabonner"


def _raw(body: bytes, **headers: str) -> bytes:
    return head(basic(In_Reply_To=SENT_ID, **headers)) + b"\n" + body


def _charset(text: str, label: str, *, codec: str = "") -> bytes:
    body = text.encode(codec or label)
    return _raw(
        base64.encodebytes(body), Content_Type=f'text/plain; charset="{label}"', Content_Transfer_Encoding="base64"
    )


UNCLOSED = multipart([part("Oui, volontiers.")], boundary="b1").replace(b"--b1--\n", b"")
WRONG_BOUNDARY = multipart([part("Oui, volontiers.")], boundary="b2").replace(b'boundary="b2"', b'boundary="b3"')
INVITATION_LETTER = head(basic(In_Reply_To=SENT_ID)) + multipart(
    [
        part(
            "Bonjour Camille, voici le rendez-vous dont nous parlions, dites-moi si l'horaire vous va "
            "toujours, sinon on le décale."
        ),
        part(
            ICS.format(method="REQUEST").encode(),
            "application/ics",
            Content_Disposition='attachment; filename="visite.ics"',
        ),
    ]
)
BOUNCED_INVITATION = dsn("Undelivered.\n", recipient_block(THEM_ADDRESS, diagnostic="550 5.1.1 User unknown")).replace(
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: message/rfc822\n\nContent-Type: text/calendar; method=REQUEST\n",
)

CASES: tuple[Case, ...] = (
    case("utf16", _charset("Réponse très claire : oui.", "utf-16"), "human", text="Réponse très claire : oui."),
    case("gb2312", _charset("你好，请打电话给我。", "gb2312"), "human", text="你好，请打电话给我。"),
    case("iso_2022_jp", _charset("お電話ください。", "iso-2022-jp"), "human", text="お電話ください。"),
    case(
        "unknown_8bit",
        _raw(
            "Déjà équipé, merci.".encode("cp1252"),
            Content_Type='text/plain; charset="unknown-8bit"',
            Content_Transfer_Encoding="8bit",
        ),
        "human",
        text="Déjà équipé, merci.",
    ),
    case(
        "wrong_label",
        _raw("Déjà équipé, merci.".encode(), Content_Type="text/plain; charset=us-ascii"),
        "human",
        text="Déjà équipé, merci.",
    ),
    case("no_such_charset", _charset("Bonjour, oui.", "klingon", codec="utf-8"), "human", text="Bonjour, oui."),
    case("lost_accent_still_asks", answer(MOJIBAKE), "unsubscribe"),
    case("nul_bytes", _raw(b"Oui\x00, volontiers.\n"), "human", text="Oui, volontiers."),
    case("header_injection", _raw(b"Oui.\n", Subject="Re: x\r\n\tX-Autoreply: yes"), "human"),
    case("unclosed_multipart", head(basic(In_Reply_To=SENT_ID)) + UNCLOSED, "human", text="Oui, volontiers."),
    case("wrong_boundary", head(basic(In_Reply_To=SENT_ID)) + WRONG_BOUNDARY, "human", text="Oui, volontiers."),
    case("no_headers", b"just some words\nwithout any header\n", "human"),
    case("only_headers", head(basic(subject="Réunion")), "human"),
    case("carriage_returns", answer("Oui.\n\nJeanne").replace(b"\n", b"\r"), "human", text="Oui.\n\nJeanne"),
    case(
        "encoded_subject_absence",
        plain(
            "Je reviens bientot.",
            Subject="=?utf-8?B?" + base64.b64encode("Réponse automatique : fours".encode()).decode() + "?=",
        ),
        "auto_reply",
    ),
    case(
        "split_encoded_subject",
        plain("x", Subject="=?utf-8?Q?R=C3=A9ponse?= =?utf-8?Q?_automatique_:_fours?="),
        "auto_reply",
    ),
    case("letter_with_invitation", INVITATION_LETTER, "human"),
    case("bounced_invitation", BOUNCED_INVITATION, "bounce_hard", recipient=THEM_ADDRESS),
    case(
        "quoted_bounce_in_answer",
        answer(
            f"Bonjour, votre adresse me renvoie une erreur 550 5.1.1 user unknown. Pouvez-vous vérifier ?\n\n{QUOTED}"
        ),
        "human",
    ),
    case(
        "quoted_absence",
        answer("Merci, je vous rappelle.\n\n> Je suis absent jusqu'au 4 décembre.\n> En cas d'urgence contactez Paul."),
        "human",
        text="Merci, je vous rappelle.",
    ),
    case(
        "disclaimer",
        answer(
            "Merci, c'est noté.\n\nSi vous avez reçu ce message par erreur, merci de le supprimer et de nous "
            "retirer de votre liste de destinataires."
        ),
        "human",
    ),
    case(
        "disclaimer_en",
        answer(
            "Thanks, talk soon.\n\nIf you have received this e-mail in error please delete it and remove my "
            "address from your records."
        ),
        "human",
    ),
    case(
        "rewritten_links",
        answer(
            "Bonjour, pas intéressé, merci. "
            "https://mibc-fr-11.mailinblack.com/securelink/?url=https://atelier-nord.example"
        ),
        "human",
    ),
    case(
        "bounce_of_a_filter",
        dsn(
            "host mx-mibc-fr-04.mailinblack.com said: 550 5.1.1 User unknown in relay recipient table\n",
            recipient_block(THEM_ADDRESS, diagnostic="550 5.1.1 User unknown in relay recipient table"),
        ),
        "bounce_hard",
        reason="user_unknown",
    ),
    case("auto_submitted_no", answer("Parfait, merci.", Auto_Submitted="no"), "human"),
    case(
        "typed_in_signature",
        html('<div class="gmail_signature">Oui, appelez-moi.</div>'),
        "human",
        text="Oui, appelez-moi.",
    ),
    case(
        "hidden_words",
        html('<p>Merci, oui.</p><p style="display:none">unsubscribe me</p>'),
        "human",
        text="Merci, oui.",
    ),
    case("empty_answer", answer(""), "human"),
    case("picture_only", head(basic(In_Reply_To=SENT_ID)) + multipart([part(b"\x89PNG", "image/png")]), "human"),
    case(
        "sender_is_a_robot_but_asks",
        plain(
            "Vous avez 3 nouvelles notifications.",
            subject="Notifications",
            sender="Réseau <notifications@reseau.example>",
        ),
        "other",
    ),
    case(
        "encoded_twice",
        _raw(
            encode("Oui, volontiers.", cte="quoted-printable")[0],
            Content_Type="text/plain; charset=utf-8",
            Content_Transfer_Encoding="Quoted-Printable",
        ),
        "human",
        text="Oui, volontiers.",
    ),
    case("from_line", b"From camille Mon Nov 23 10:12:31 2026\n" + answer("Oui."), "human", text="Oui."),
    case("sender_without_name", plain("Merci, oui.", sender=f"<{THEM_ADDRESS}>", In_Reply_To=SENT_ID), "human"),
    case(
        "person_called_bounce",
        plain("Merci, rappelez-moi.", sender="Alice Bounce <alice@fonderie-sud.example>", In_Reply_To=SENT_ID),
        "human",
    ),
    case(
        "postmaster_who_writes",
        plain(
            "Bonjour, je suis bien le responsable, votre offre m'intéresse.",
            sender="Postmaster <postmaster@fonderie-sud.example>",
            In_Reply_To=SENT_ID,
        ),
        "human",
    ),
    case(
        "two_froms",
        head(basic(THEM)) + b"From: other@fonderie-sud.example\nIn-Reply-To: " + SENT_ID.encode() + b"\n\nOui.\n",
        "human",
    ),
)
