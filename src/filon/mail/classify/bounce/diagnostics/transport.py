"""What servers say of the way a message took, and of themselves."""

from __future__ import annotations

TRANSPORT: dict[str, tuple[str, ...]] = {
    "rate_limited": (
        "receiving (e?-?mail|messages) (at a rate|too (quickly|fast))",
        (
            "too many (e?-?mails?|messages?|mails|connections?|sessions|recipients|concurrent|simultaneous|smtp|"
            "errors|requests|invalid|bad|auth)"
        ),
        (
            r"(rate|volume|hourly|daily|sending|send|throttl\w*|traffic|message|connection)s?[- ](rate )?(limit|"
            "quota|limitation|control|restriction)"
        ),
        r"throttl\w+",
        "(exceeded|reached).{0,60}(per (hour|day|minute|second|connection)|daily|hourly|max_(defers|emails))",
        "unusual (rate|amount)",
        "maximum (number of )?(connections|recipients|messages)",
        "domain .{0,80}has exceeded the max",
        "sending (rate|too (many|fast|much))",
        "slow down",
        "try(ing)? again (more )?slowly",
    ),
    "too_big": (
        (
            r"(message|mail|e-?mail|size|attachment|body|content|data|header)s?\b.{0,60}(too (big|large|long)|"
            r"exceed\w*|larger than|over (the )?(size|maximum)|bigger than|greater than)"
        ),
        (
            r"(exceed\w*|maximum|max).{0,40}(message|mail|attachment|body|header|fixed|incoming|"
            "administrative)? ?size"
        ),
        "size limit",
        "too large",
        "too big",
        "message length",
        "line too long",
        "sizelimit",
    ),
    "loop": (
        r"(mail|routing|forwarding|delivery|message|possible|infinite|auto\w*)[- ]?(\w+ )?loop\w*",
        r"loop(s|ing|ed)? (back|detect\w*)",
        "mail loop",
        "too many (hops|received)",
        "hop count",
        "hops exceeded",
        "maximum hop",
        "loops back to myself",
        "delivered-to header",
        r"\bhop limit\b",
    ),
    "relay": (
        (
            r"relay(ing|ed)?( \w+)? (access )?(denied|not (permitted|allowed|authori[sz]ed|accepted)|prohibited|"
            "disallowed|refused|rejected|restricted|is not|forbidden)"
        ),
        (
            r"(unable|not (permitted|allowed|authori[sz]ed)|refus\w+|no permission|cannot|can't|do not|don't|"
            r"won't|not) (to )?(open )?relay\w*"
        ),
        "relay(ing)? (denied|access)",
        "rcpthosts",
        "not (a |an )?(local|hosted|allowed|our) (domain|relay|rcpthosts)",
        "no relay",
        "not a gateway",
        "invalid relay",
        "must authenticate (before|to)",
        "pop before smtp",
        "authentication required",
        r"smtp auth\w*",
    ),
    "network": (
        (
            r"connect(ion|ing)?\b.{0,80}(refused|timed? ?out|reset|dropped|closed|lost|fail\w*|unsuccessful|"
            r"broken|interrupted|abort\w*)"
        ),
        r"(timed? ?out|timeout)\b",
        "no route to host",
        "network (is |was )?(unreachable|error|problem|down)",
        r"host (is |was )?(down|unreachable|not respond\w*|unavailable)",
        "unreachable",
        "(could|can|did|do) ?(not|n't) (connect|establish|contact|reach|respond)",
        "unable to (connect|contact|reach|establish|communicate)",
        "failed to connect",
        "lost connection",
        "no (answer|response|reply) from",
        r"not respond\w*",
        "server (is )?(not responding|down|unavailable|busy)",
        "connection failure",
        r"\btls\b",
        "starttls",
        "ssl (error|handshake)",
        "handshake",
        (
            r"(dns|name (server|service)|resolver|mx) .{0,40}(temporar\w*|timeout|servfail|try again|soft error|"
            r"fail\w*|error|problem)"
        ),
        "temporary (lookup|dns|resolution) (failure|error)",
        "servfail",
    ),
    "expired": (
        r"failed \d+ (attempts|times)",
        "(retry|queue|ttl|lifetime|delivery time|time) <4> (exceeded|expired|too (long|old))",
        "(mail|message) <2> (expired|too old)",
        "(in|on) the (mail )?(queue|spool) (too long|for too)",
        "message (has )?expired",
        r"exceeded (the )?(maximum )?(time|retr\w+|lifetime|queue)",
        "retry (time|timeout|count|limit)",
        "queue too long",
        r"(could|was|has|have) (not |n't )(be(en)? )?deliver\w+ (for|within|after|in) (the last )?\d+",
        "(giving|gave) up( on)? (this|the|your|after)",
        r"undelivered for \d+ (day|hour)",
        r"max(imum)? (queue|retry|delivery|number of (delivery|retr\w+)) \w*",
        r"unable to deliver (for|in|within|this message after) \d+",
        r"queue\.expired",
        "time limit",
        r"after \d+ (days?|hours?|attempts?)",
    ),
    "system": (
        (
            "(system|internal|local|server|configuration|software|program|processing|mailer|storage|database|"
            r"queue|unknown|unexpected|i/o|resource|disk|command|delivery)s?[- ](\w+ )?(error|problem|failure|"
            r"fault|died|failed|shortage|unavailable|not (accepting|available)|misconfig\w*|crash\w*|output)"
        ),
        "service (is )?(currently |temporarily )?(unavailable|not available|unavailable)",
        "temporar(y|ily) (failure|unavailable|error|problem|local)",
        "out of memory",
        "resources",
        "syntax error",
        "command (not|unrecogni[sz]ed|rejected|died|unknown)",
        "bad (command|sequence)",
        "protocol error",
        "transaction failed",
        "can('t|not) (create|open|write|lock)",
        r"misconfigur\w+",
        "unavailable",
        "undefined mail error",
        "remote protocol",
        r"local delivery fail\w*",
        "aborted",
    ),
}
