"""What servers say of a message, a sender or a network they do not want."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, ...]] = {
    "authentication": (
        r"\b(spf|dkim|dmarc|arc)\b",
        "unauthenticated (e-?mail|mail|message|sender)",
        (
            r"(sender|message|mail|e-?mail) (is |was |lacks |failed |not )*(authenticat\w+) <2> (fail\w*|checks?|"
            "required)?"
        ),
        "sender policy framework",
        r"authentication (checks?|results?) fail\w*",
        "domain's (dmarc|spf)",
        "requires? (all )?senders? to authenticate",
        "isn't authenticated",
        r"5\.7\.(2[3467]|30)\b",
    ),
    "greylisted": (
        r"gr[ea]y[- ]?list\w*",
        r"try again (later|in \d+)(?=.{0,40}(first|second|minute|deferred))",
        "temporarily (deferred|rejected|delayed) .{0,40}(unknown|new|first)",
    ),
    "blocked": (
        r"block(ed|ing)?[- ]?(using|list\w*|by .{0,40}(rbl|list|reputation))",
        r"(black|deny|ban|drop|reputation|local)[- ]?list\w*",
        r"domain .{0,60}\bmismatch\w* (the )?client ip",
        r"\b(rbl|dnsbl|rhsbl|sbl|pbl|xbl|uribl|surbl|csi|snds)\b",
        "spamhaus",
        "spamcop",
        "barracudacentral",
        "sorbs",
        "senderbase",
        "senderscore",
        "cloudmark",
        "invaluement",
        "uceprotect",
        "mailspike",
        "abusix",
        "talosintelligence",
        "trustedsource",
        "proofpoint dynamic",
        "(poor|bad|low|insufficient|no|negative|neutral) (ip |sender |domain |e-?mail |network )*reputation",
        "reputation (is|of|score|was)",
        r"reputation\b",
        (
            "(client|sending|your|the|source|connecting|remote|sender('s)?|originating) (host|ip|server|network|"
            r"mail ?server|address|ipv4|ipv6|mta)s?\b.{0,80}(blocked|rejected|denied|refused|listed|banned|"
            "not allowed|not permitted|blacklisted|prohibited|suspicious|on (our|a|the) (block|black|list))"
        ),
        r"\bip\b.{0,60}(blocked|listed|banned|rejected|denied|blacklist\w*)",
        (
            "(reverse|forward|ptr|rdns|r-dns|fcrdns|in-addr)[- ]?(dns|record|lookup|resolution|"
            r"hostname)?.{0,60}(fail\w*|missing|not|no|required|invalid|does|must|cannot|unable)"
        ),
        r"(no|missing|invalid|without) (valid )?(ptr|reverse|rdns)\b",
        (
            "(bad|invalid|rejected|forged|unresolvable)? ?(helo|ehlo) <4> (rejected|invalid|refused|command|name|"
            "does|not|mismatch|need)"
        ),
        "access (from|for) .{0,60}(denied|blocked|refused)",
        "open (relay|proxy)",
        "dynamic ip",
        "dial-?up",
        "banned sending ip",
        r"\[(tss|ts|bl|ip|dy)\d*\]",
        "mail from .{0,40}refused - see http",
    ),
    "content": (
        r"virus(es)?\b",
        "malware",
        "infected",
        "trojan",
        r"worm\b",
        r"phish\w*",
        (
            r"attachment.{0,60}(not (allowed|accepted|permitted)|block\w*|reject\w*|prohibited|banned|forbidden|"
            "executable|type)"
        ),
        "(banned|prohibited|forbidden|blocked|executable) (file|attachment|content|contents|extension)",
        "content (type |filter )?(not (allowed|accepted)|rejected|violation|restriction)",
        "message content rejected",
        "content rejected",
        "bare (lf|cr)",
        r"(malformed|illegal|invalid|missing|duplicate|multiple) .{0,30}(headers?|message-id|mime)\b",
        r"(not |non-?)(rfc|compliant)|rfc ?\d{3,4} .{0,30}complian\w+",
        "rfc 5322",
        "smtputf8",
        "8bit",
        "conversion (prohibited|required)",
        "suspicious (content|url|link)",
        "contains? (a )?(malicious|suspicious|blocked|prohibited|url)",
    ),
    "spam": (
        r"\bspam\w*",
        "junk (e-?)?mail",
        r"\bjunk\b",
        "unsolicited",
        r"\bube\b",
        r"\buce\b",
        "bulk (e-?)?mail",
        r"mass mail\w*",
        r"(high|bayes\w*) .{0,20}(score|probability)",
        "looks like spam",
        "identified as (bulk|unwanted)",
        "unwanted (mail|message|content|e-?mail)",
        "pourriel",
        "indesirable",
    ),
    "policy": (
        r"polic(y|ies)\b",
        ("not (be )?(allowed|permitted|authori[sz]ed|accepted|authorised|accept(ing)?|welcome|trusted|delivered due)"),
        "refus(ed|es|ing)",
        r"reject(ed|s|ion)?\b",
        r"prohibit\w*",
        r"deni(ed|es)\b",
        "forbidden",
        r"disallow\w*",
        r"restrict(ed|ion)\w*",
        r"block(ed|s)?\b",
        "banned",
        r"administrat(ive|ively|or)\b",
        "access denied",
        "transport rule",
        r"filter(ed|ing)?\b",
        "security",
        r"quarantin\w*",
        "suspicious",
        "permission",
        "unwelcome",
        "cannot accept",
        "won't accept",
        r"declin\w+",
        "no thank",
    ),
}
