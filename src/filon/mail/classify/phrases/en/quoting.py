"""English: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "on .{6,250}(wrote|writes|said) ?:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+>? (wrote|writes) ?:",
        "(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .{6,160}<[^<> ]+@[^<> ]+>:?",
        r"\d{4}[-/]\d\d?[-/]\d\d?,? .{0,30}\d\d?:\d\d.{0,80}<[^<> ]+@[^<> ]+> ?:",
        r"\d\d?[./]\d\d?[./]\d{4},? \d\d?:\d\d.{0,80}<[^<> ]+@[^<> ]+> ?:?",
        "in (a )?message .{0,120}(wrote|writes) ?:",
    ),
    original_message=(
        "original message",
        "original e-?mail",
        "forwarded (message|by .{2,80})",
        "begin forwarded message",
        "reply message",
        "original (appointment|mail)",
        "reply above this line.{0,40}",
    ),
    header_names=(
        ("from",),
        ("sent", "date"),
        ("to",),
        ("subject",),
        ("cc", "bcc", "reply-to", "importance", "attachments?"),
    ),
    disclaimer=(
        r"if you (have received|received|are not the (intended|named))",
        (
            "(this|the) (e-?mail|message|communication|information)s?( and .{0,40})? .{0,40}(confidential|"
            "privileged|intended (only|solely))"
        ),
        r"(please )?consider the environment",
    ),
    mobile_signature=(
        "sent (from|via|with|by|using|on) .{2,70}",
        "get outlook for .{2,30}",
        "(sent|written|typed) (from|on|with) my .{2,40}",
        "download outlook for .{2,30}",
        r"virus[- ]free\.? ?(www\.avast\.com)?.{0,20}",
    ),
)
