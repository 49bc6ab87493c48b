"""English: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        r"undeliver(able|ed|y)\b",
        "un-?deliverable",
        (
            "(mail |message |email |e-mail )?delivery (status )?(notification|failure|failed|error|problem|"
            "unsuccessful|report|has failed|status|incomplete|subsystem|not possible|refused|rejected)"
        ),
        "delivery of your",
        "failed (mail|delivery|message)",
        (
            "(mail|message|email|e-mail) (delivery )?(failed|failure|undeliverable|could not be|not delivered|"
            "rejected|blocked|returned|bounce|refused|is undeliverable|cannot be|was not|you sent (was |"
            "has been )?(blocked|rejected)|system error|status|error|has been (blocked|rejected|quarantined))"
        ),
        "failure notice",
        "failure delivery",
        "return(ed|ing) (mail|message|e-?mail|to sender)",
        r"non[- ]?delivery\b",
        "bounced? (mail|message|e-?mail)",
        "rejected (mail|message|e-?mail|posting)",
        "(could not|cannot|can't|unable to) (deliver|send)",
        r"(\*+ ?)?message (you sent|from you)",
        "mail system error",
        r"dsn\b",
        "ndn: ",
        "ndr: ",
        "user unknown",
        "unknown (user|recipient|address)",
        "nondeliverable",
        "not delivered",
        "blocked (mail|message|e-?mail)",
        "mailbox (full|unavailable|over quota|quota|is full)",
        "address (not found|unknown|does not exist|invalid)",
        "considered unsolicited",
        "banned contents?",
        "virus (found|detected|alert)",
        "invalid (recipient|address|mailbox)",
        "(quota|disk quota) exceeded",
        "problems? (delivering|with (your|a) (mail|message))",
        "permanent (delivery )?(error|failure)",
        "rejected: ",
        "refused: ",
        "warning: (could not send|message|e-?mail)",
        "e-?mail not delivered",
        "message status - undeliverable",
    ),
    undelivered=(
        (
            "(could|can|did|was|were|has|have|is|are|will) ?(not|n't) <2> (be )?(delivered|deliverable|sent to|"
            r"reach|accepted|transmitted|relayed|deliver\b)"
        ),
        "(unable|failed|failure|failing|inability|impossible) to (deliver|send|relay|reach|transmit)",
        ("(wasn't|couldn't be|isn't|weren't|can't be|cannot be|hasn't been|haven't been) (delivered|sent|reached)"),
        "cannot (deliver|be delivered|send)",
        (
            r"delivery (to the following|has failed|failed|failure|of (the|your|this)( \w+)* (failed|message)|"
            "error|attempts? (failed|have failed)|was unsuccessful|is impossible|not possible|problem)"
        ),
        r"undeliver(able|ed)\b",
        "permanent( fatal)? (error|failure|delivery)",
        r"(returned|returning|bounced|sent back) (to (you|the )?(sender)?|unopened|mail|message|e-?mail)\b",
        (
            r"(message|mail|e-?mail) <8> (was|has been|were|is) (\w+ )?(rejected|refused|blocked|bounced|"
            "not accepted|returned|undeliverable|discarded|quarantined and)"
        ),
        "(had|have|experienced) (permanent )?(fatal|delivery|transient|non-fatal) errors?",
        (
            r"(address|recipient|mailbox|user)(\(?e?s\)?)? <3> (failed|was not found|couldn't be found|not found|"
            "unknown|unreachable)"
        ),
        "i('m| am) (afraid|sorry).{0,60}(deliver|mail)",
        "gave up|giving up|given up",
        "did not reach the following",
        "no (such|valid) (user|recipient|address|mailbox)",
        "(rejected|refused) by (the )?(recipient|remote|destination|server|host)",
        "undeliverable",
    ),
    delayed=(
        (
            "(delivery|message|mail|e-?mail) <8> (has been|is|was|have been) (temporarily )?(delayed|deferred|"
            "queued for)"
        ),
        (
            "(has|have|was) not (yet )?been delivered (to|after)(?! .{0,80}(permanent|failed))(?=.{0,200}(queue|"
            "hours|attempt|retr|yet))"
        ),
        "not yet been delivered",
        "still (being retried|trying|in the queue|awaiting|undelivered|be attempted)",
        "(will|shall) (be )?(keep( on)? (trying|retrying)|continue|retr(y|ied)|re-?attempt)",
        "delivery attempts will continue",
        "do(es)? not need to (resend|re-send|do anything)",
        "(this|the following) is (only )?a warning",
        "warning message only",
        r"delivery (incomplete|delayed|delay)\b",
        "temporary (problem|failure|error) (delivering|occurred)",
    ),
    failures={},
    read_subject=(
        "read: ",
        "not read: ",
        r"return receipt\b",
        r"read receipt\b",
        "deleted: ",
        "receipt: ",
        "message (read|opened|displayed) ?:?",
        "disposition notification",
        "delivered: ",
        "successful mail delivery",
        "relayed: ",
        "registered: ",
        "confirmation of reading",
    ),
    read=(
        r"was (read|opened|displayed|viewed) on\b",
        "was deleted (without being|unread)",
        "this is a (return|delivery|read) receipt",
        "this receipt (verifies|only acknowledges|shows|does not)",
        "(your message|mail) (was|has been) (successfully )?(delivered|relayed) to (the following|these|one)",
        "delivery to these recipients or groups is complete",
        "return receipt (confirms|indicates|shows)",
        "(has|have) been (read|opened|displayed) by",
    ),
)
