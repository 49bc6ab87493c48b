"""Messages whose headers, parts and words each tell something else."""

from __future__ import annotations

import base64

from .build import (
    SENT_ID,
    SENT_KEY,
    THEM_ADDRESS,
    Case,
    answer,
    basic,
    case,
    dsn,
    head,
    html,
    multipart,
    original,
    part,
    plain,
    recipient_block,
)
from .humans import QUOTED
from .machines import ICS

HISTORY = f"\n\nLe 16/11/2026 à 09:00, Camille Roux a écrit :\n{QUOTED}"
DAEMON = "Mail Delivery System <MAILER-DAEMON@relay.example>"
SUPPORT = "Support <support@fonderie-sud.example>"
REPORTS = {"kind": "multipart/report", "report_type": "delivery-status"}
EXCHANGE_PAGE = (
    "<p><b>Delivery has failed to these recipients or groups:</b></p><p><a "
    "href='mailto:j.martin@fonderie-sud.example'>"
    "j.martin@fonderie-sud.example</a><br>The email address you entered couldn't be found.</p>"
    "<p>Diagnostic information for administrators:</p><p>j.martin@fonderie-sud.example<br>"
    "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##</p>"
)
GMAIL_WAITS = (
    "** Envoi incomplet **\n\nUn problème temporaire est survenu lors de l'envoi de votre message à "
    f"{THEM_ADDRESS}. Gmail va réessayer pendant encore 46 heures. Vous serez prévenu si l'envoi échoue.\n"
)
EXCHANGE_RELAYED = (
    "Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination "
    f"server:\n\n{THEM_ADDRESS}\n"
)


def encoded(content: bytes, kind: str) -> bytes:
    """A part in base64, whatever it holds."""
    return head({"Content-Type": kind, "Content-Transfer-Encoding": "base64"}) + b"\n" + base64.encodebytes(content)


def report_in_base64(**shape: str) -> bytes:
    status = "Reporting-MTA: dns; relay.example\n\n" + recipient_block(THEM_ADDRESS, status="5.2.2")
    parts = [
        part("Failed"),
        encoded(status.encode(), "message/delivery-status"),
        part(original(), "message/rfc822"),
    ]
    return head(basic(DAEMON, "Undeliverable: Maintenance", Return_Path="<>")) + multipart(parts, **shape)


def forwarded_report() -> bytes:
    report = dsn("Undelivered.", recipient_block(THEM_ADDRESS)).replace(b"=_b0und", b"=_inner")
    parts = [part("Bonjour, votre mail ne passe pas chez mon collègue."), part(report, "message/rfc822")]
    return head(basic(subject="TR: Undelivered Mail Returned to Sender", In_Reply_To=SENT_ID)) + multipart(parts)


def calendar_in_base64() -> bytes:
    calendar = encoded(ICS.format(method="REPLY").encode(), "text/calendar; charset=utf-8; method=REPLY")
    return head(basic(subject="Accepté : Visite")) + multipart([part("Jeanne a accepté."), calendar])


def words(body: str, *, subject: str, sender: str = DAEMON, **more: str) -> bytes:
    return plain(body, subject=subject, sender=sender, **{"Return_Path": "<>", **more})


CASES: tuple[Case, ...] = (
    case(
        "asks_for_no_automatic_answers", answer("Oui." + HISTORY, X_Auto_Response_Suppress="All"), "human", text="Oui."
    ),
    case("says_it_is_no_machine", answer("Envoyez.", Auto_Submitted="no"), "human"),
    case("bulk_but_answers", answer("Merci, rappelez-moi demain." + HISTORY, Precedence="bulk"), "human"),
    case("list_header_but_answers", answer("Je prends les deux.", List_Unsubscribe="<mailto:x@y.example>"), "human"),
    case(
        "spam_flag_but_answers", answer("Oui pour mardi.", X_Spam_Flag="YES", subject="***SPAM*** Re: Fours"), "human"
    ),
    case(
        "absence_that_quotes_our_footer",
        answer("Je suis absente jusqu'au 2 décembre." + HISTORY, Auto_Submitted="auto-replied"),
        "auto_reply",
        return_on="2026-12-02",
        text="Je suis absente jusqu'au 2 décembre.",
    ),
    case(
        "acknowledgement_with_list_headers",
        words(
            "Bonjour, votre demande #4411 est enregistrée.",
            subject="[#4411] Maintenance",
            sender=SUPPORT,
            Auto_Submitted="auto-replied",
            List_Unsubscribe="<https://x.example>",
            Precedence="bulk",
        ),
        "auto_reply",
    ),
    case(
        "acknowledgement_in_words",
        plain(
            "Bonjour, votre demande a bien été reçue et est en cours de traitement par notre équipe.",
            sender="SAV <sav@fonderie-sud.example>",
        ),
        "auto_reply",
        reason="acknowledgement",
    ),
    case("forwarded_report", forwarded_report(), "human"),
    case(
        "report_in_base64",
        report_in_base64(**REPORTS),
        "bounce_soft",
        reason="mailbox_full",
        recipient=THEM_ADDRESS,
        message_ids=(SENT_KEY,),
    ),
    case("report_in_mixed", report_in_base64(), "bounce_soft", reason="mailbox_full", message_ids=(SENT_KEY,)),
    case(
        "exchange_page_alone",
        html(EXCHANGE_PAGE, subject="Undeliverable: Fours", sender=DAEMON, In_Reply_To="", References=""),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
    ),
    case(
        "gmail_waits",
        words(GMAIL_WAITS, subject="Delivery Status Notification (Delay)"),
        "delayed",
        recipient=THEM_ADDRESS,
    ),
    case(
        "postfix_in_utf_16",
        words(
            f'This is the mail system at host x.\n\n<{THEM_ADDRESS}>: unknown user: "j.martin"\n',
            subject="Undelivered Mail Returned to Sender",
            charset="utf-16",
            cte="base64",
        ),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
    case("relayed_in_words", words(EXCHANGE_RELAYED, subject="Relayed: Maintenance"), "receipt"),
    case(
        "deleted_unread_es",
        plain("Su mensaje\n\n   Asunto: Fours\n\nse eliminó sin leerse el 23/11/2026.", subject="No leído: Fours"),
        "receipt",
    ),
    case("calendar_in_base64", calendar_in_base64(), "calendar", reason="calendar_reply"),
    case("stop_in_subject_only", answer("", subject="STOP"), "unsubscribe"),
    case("one_click_by_mail", plain("List-Unsubscribe=One-Click", subject="unsubscribe"), "unsubscribe"),
    case("chinese", answer("您好,我们很感兴趣,请发报价。", charset="gb2312", cte="base64"), "human"),
    case(
        "russian",
        answer("Спасибо, нам интересно.", charset="koi8-r", cte="8bit"),
        "human",
        text="Спасибо, нам интересно.",
    ),
)
