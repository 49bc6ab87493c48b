"""Complaints, receipts, meeting answers, and the mail that answers nothing."""

from __future__ import annotations

from .build import SENT_ID, SENT_KEY, THEM_ADDRESS, Case, basic, case, head, multipart, original, part, plain

ARF = f"""Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <{THEM_ADDRESS}>
Source-IP: 192.0.2.7
"""
MDN = f"""Reporting-UA: fonderie-sud.example; Outlook
Final-Recipient: rfc822;{THEM_ADDRESS}
Original-Message-ID: {SENT_ID}
Disposition: manual-action/MDN-sent-manually; {{what}}
"""
ICS = (
    "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Visite\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def arf(fields: str = ARF) -> bytes:
    parts = [
        part("This is an email abuse report for an email message received from 192.0.2.7.\n"),
        part(fields.encode(), "message/feedback-report"),
        part(original(), "message/rfc822"),
    ]
    return head(basic("FBL <staff@provider.example>", "FW: Maintenance")) + multipart(
        parts, kind="multipart/report", report_type="feedback-report"
    )


def microsoft_complaint() -> bytes:
    """The message as it was, with the name of the person who complained in a header of its own."""
    back = f"X-HmXmrOriginalRecipient: {THEM_ADDRESS}\n".encode() + original(to="hidden@provider.example")
    headers = head(basic("Staff <staff@provider.example>", "complaint about message from 192.0.2.7"))
    return headers + multipart([part(""), part(back, "message/rfc822")])


def mdn(what: str, *, subject: str, text: str) -> bytes:
    parts = [part(text), part(MDN.format(what=what).encode(), "message/disposition-notification")]
    return head(basic(subject=subject)) + multipart(
        parts, kind="multipart/report", report_type="disposition-notification"
    )


def meeting(method: str, *, subject: str, text: str = "") -> bytes:
    calendar = part(ICS.format(method=method).encode(), f"text/calendar; charset=utf-8; method={method}")
    return head(basic(subject=subject)) + multipart([part(text), calendar], kind="multipart/alternative")


NEWSLETTER = {"List_Id": "<news.salon.example>", "List_Unsubscribe": "<https://salon.example/u>", "Precedence": "bulk"}

CASES: tuple[Case, ...] = (
    case("arf", arf(), "complaint", reason="arf", recipient=THEM_ADDRESS, message_ids=(SENT_KEY,)),
    case("arf_opt_out", arf(ARF.replace("abuse", "opt-out", 1)), "unsubscribe", recipient=THEM_ADDRESS),
    case("arf_not_spam", arf(ARF.replace("abuse", "not-spam", 1)), "other", message_ids=(SENT_KEY,)),
    case("arf_without_recipient", arf("Feedback-Type: abuse\nVersion: 1\n"), "complaint", recipient=THEM_ADDRESS),
    case("complaint_of_microsoft", microsoft_complaint(), "complaint", recipient=THEM_ADDRESS, message_ids=(SENT_KEY,)),
    case(
        "complaint_in_words",
        plain(
            "This is an abuse report: a user marked your message as spam.\n",
            sender="Feedback <fbl@provider.example>",
            subject="Spam report",
        ),
        "complaint",
    ),
    case(
        "mdn_read",
        mdn(
            "displayed",
            subject="Lu : Maintenance de vos fours",
            text="Votre message a été lu le lundi 23 novembre 2026 10:12.\n",
        ),
        "receipt",
        recipient=THEM_ADDRESS,
        message_ids=(SENT_KEY,),
    ),
    case(
        "mdn_deleted",
        mdn(
            "deleted",
            subject="Not read: Maintenance de vos fours",
            text="Your message was deleted without being read.\n",
        ),
        "receipt",
    ),
    case(
        "receipt_in_words",
        plain(
            (
                "Your message\n\n  To: Jeanne\n  Subject: Maintenance\n  Sent: 16/11/2026 09:00\n\nwas read on "
                "23/11/2026 10:12.\n"
            ),
            subject="Read: Maintenance",
        ),
        "receipt",
    ),
    case("calendar_accepted", meeting("REPLY", subject="Accepté : Visite"), "calendar"),
    case(
        "calendar_declined",
        meeting("REPLY", subject="Declined: Visite", text="Sorry, that day does not suit me."),
        "calendar",
    ),
    case("calendar_request", meeting("REQUEST", subject="Invitation: Visite"), "calendar"),
    case("calendar_cancel", meeting("CANCEL", subject="Annulé : Visite"), "calendar"),
    case("calendar_counter", meeting("COUNTER", subject="New Time Proposed: Visite"), "calendar"),
    case(
        "newsletter",
        plain("Le salon ouvre ses portes.\nSe désinscrire", subject="Le salon des fondeurs", **NEWSLETTER),
        "other",
    ),
    case(
        "notification",
        plain(
            "You have 3 new connections.",
            subject="3 people viewed your profile",
            sender="Network <notifications@network.example>",
            Auto_Submitted="auto-generated",
            List_Unsubscribe="<https://network.example/u>",
        ),
        "other",
    ),
    case(
        "newsletter_no_list_id",
        plain(
            "Promo de Noël : -20 %\nPour vous désabonner cliquez ici",
            subject="Promo",
            sender="Boutique <newsletter@boutique.example>",
            List_Unsubscribe="<https://boutique.example/u>",
        ),
        "other",
    ),
    case(
        "invoice_notice",
        plain(
            "Votre facture est disponible dans votre espace client.",
            subject="Votre facture",
            sender="Facturation <no-reply@energie.example>",
        ),
        "other",
    ),
    case(
        "spam_flagged",
        plain(
            "Increase your traffic, first page on Google guaranteed.", subject="***SPAM*** SEO offer", X_Spam_Flag="YES"
        ),
        "other",
    ),
    case("empty", b"", "other"),
    case("empty_body", plain("", subject="", From=""), "other"),
)
