"""What servers say of an address and its mailbox."""

from __future__ import annotations

WORDS = {
    "box": (
        "(mail ?box|recipient|address(ee)?|account|user(name)?|inbox|e-?mail|alias|local[- ]part|member|customer|"
        r"person|destination|usuario|final delivery user|adres\w*)"
    ),
    "absent": (
        "(do(es)?( not|n't) exist|did not( exactly)? match|not exist|not? (be )?found|could( not|"
        "n't) be found|cannot be found|"
        "(is |are |was |were )?unknown|isn't valid|nonexistent|non-existent|unrouteable|not present|undeliverable|"
        "(is |are )?not (a )?(known|valid|recogni[sz]ed|local|listed|registered|deliverable|correct|right|our)|"
        "(is |are )?invalid|no longer (exists?|valid|on server|with|here|available|in service)|not existing|"
        "was rejected as)"
    ),
}
"""What the phrases below write as `<box>` and `<absent>`."""

ADDRESSES: dict[str, tuple[str, ...]] = {
    "mailbox_full": (
        (
            r"(over|exceed\w*|out of|above)[ -]?(his |her |their |its |the |allowed |allotted |disk |storage |"
            "mailbox |mail |user )*quota"
        ),
        r"quota\b.{0,40}(exceed|full|reached|violation|over)",
        (
            r"(mail ?box|inbox|mail ?folder|maildir|mail ?drop|account|disk|mail file|mailfile)\b.{0,50}\b(is |"
            r"are |was |almost |too )?full\b"
        ),
        "full mail ?box",
        "(space|storage) (is )?not (enough|sufficient)",
        "mail ?box ?full",
        "mailboxfull",
        r"box full\b",
        (
            r"(insufficient|not enough|no|out of|lack of)( \w+)? (disk |storage |mailbox |system )?(space|storage)"
            r"\b"
        ),
        r"exceed\w*.{0,25}(storage|mailbox (size|limit|space)|space limit|disk space|allocated space)",
        "storage (limit|space|quota|allocation).{0,30}(exceed|reached|full|over)",
        (
            r"(mail ?box|account|user|inbox)\b.{0,40}(over|exceed\w*|size limit|storage limit|"
            "reached).{0,20}(limit|quota|size|space|storage)"
        ),
        "overquota",
        "over quota",
        "quota exceeded",
        "quotaexceeded",
        "too many messages (in|on) (this|the|that|your) (mail|inbox|folder|account)",
    ),
    "sender_refused": (
        (
            "(sender('s)?|from (address|domain|header)|return[- ]path|envelope[- ]?from|"
            "(?<![a-z-])mail from) <2> (address |domain |"
            "verify |verification |email |host |server |name )*(is |was |has been |are |hold )?(rejected|denied|"
            "refused|blocked|invalid|unknown|not (allowed|accepted|valid|found|exist|permitted|authenticated|"
            r"authori[sz]ed)|fail\w*|does( not|n't) (exist|resolve|match)|could not be|verify failed|blacklisted|"
            "listed|disallowed|not owned)"
        ),
        "domain of (the )?sender",
        "my name was rejected",
        (
            "(bad|invalid|illegal|unknown|blocked|fake|forged|unresolvable|unverifiable|nonexistent) (sender|"
            r"from|mail from|envelope|return)\b"
        ),
        r"(callback|callout|sender) (verification|verify|setup) fail\w*",
        "could not (complete|do) sender verify",
        "not (our|local) (sender|outbound)",
        "(please|must) (register|authorise|authorize) .{0,30}sender",
        "senderdenied",
        "sendernotauthenticated",
        "restricted sender",
        "sender is not",
    ),
    "domain_unknown": (
        (
            r"host( or domain)?( name)?( [\w-]+(\.[\w-]+)+)? (is |was |lookup )?(not found(?!, try again)|"
            "unknown|not known|did not resolve|"
            "does not exist|doesn't exist)"
        ),
        (
            r"(unknown|no such|invalid|illegal|bad|unrouteable|non-?existent|nonexist\w*) (mail )?(host|domain|"
            "destination (host|system|domain))"
        ),
        (
            "domain( name)? <4> (does( not|n't) (exist|have)|not found|unknown|isn't (valid|found)|could( not|"
            r"n't) be found|is (not valid|invalid|unknown|dead)|has no mail|not exist|not resolv\w*|"
            "doesn't resolve|has expired|expired|parked|is not hosted)"
        ),
        (
            "no (mx|a|dns|address|mail exchanger|such|valid mx|valid)( or a)? (record|host|exchange|domain|"
            "mail exchanger|ip)"
        ),
        "null ?mx",
        "nxdomain",
        "nullmx",
        r"no mx\b",
        (
            "(couldn't|could not|cannot|can't|unable to) (find|resolve|lookup|look up|locate) (?!your )<4> (host|"
            "domain|"
            "mx|mail (server|exchange)|hostname|route to)"
        ),
        "does not (accept|receive) (any )?(e-?)?mail",
        "all relevant mx records point to non-existent",
        "name service error.{0,120}not found(?!, try again)",
        "domain not found",
        "unknown domain",
        "host not found(?!, try again)",
        "domain is not reachable",
        "no route to (the )?domain",
        "recipient('s)? domain <3> (not|does|could|invalid|unknown)",
        "lookup.{0,60}no such host",
        "dns (lookup )?(failure|error|query|resolution) <6> (nxdomain|not found|does not exist|no such)",
    ),
    "moved": (
        r"(user|recipient|mailbox|account|person|has|have|been) (has )?(permanently )?moved\b(?! temporarily)",
        "no longer on (this )?server",
        "(address|mailbox|user) (has )?(changed|been replaced)",
        "please (try|use|update).{0,20}(new|forward) (address|e-?mail)",
        "user not local; please try",
    ),
    "account_disabled": (
        (
            r"<box>\b.{0,70}\b((is |has been |been |was |are )?(temporarily |currently |permanently |"
            "automatically )?(disabled|inactive|in-active|suspended|deactivated|de-activated|locked|frozen|"
            "closed|terminated|cancell?ed|expired|dormant|discontinued|deleted|removed)|not active|"
            r"no longer (active|in use|available|accept\w*|receiving|being used|used))"
        ),
        (
            "(inactive|disabled|suspended|deactivated|expired|closed|locked|dormant|unavailable|deleted) (user|"
            "account|mail ?box|recipient|address|e-?mail)"
        ),
        "disabled due to inactivity",
        r"archiv(ed|ee?)\b",
        "not been (used|accessed|logged)",
        "user (is )?inactive",
        "account (is )?(inactive|that you tried to reach is (disabled|inactive))",
        r"recipient (is )?suspend\w*",
        "mailboxdisabled",
        "delivery to this (account|user) is (disabled|suspended)",
        r"not accepting (any )?(messages|mail|e-?mail)s?\b",
    ),
    "user_unknown": (
        r"<box>\b([^:;. ]|\.(?! )|:(?! )| ){0,80}?\b<absent>\b",
        (
            "(no such|unknown|invalid|bad|nonexistent|non-existent|incorrect|not a (valid|known)|no|illegal|"
            "undeliverable|unrecogni[sz]ed|improper|wrong|undefined|unroutable|unrouteable|misspelled) (local |"
            "final delivery |virtual |e-?mail |mail |destination |recipient |smtp |to |delivery |"
            r"user )*(user(name| ?id)?s?|recipients?|address(es)?( \(es\))?|mail ?box(es)?|account|person|alias|rcpt|"
            r"local-?part|addressee|customer|mail ?drop)( here| by that name| found)?\b(?! (quota|size|"
            "limit|format|syntax of sender|sender|helo))"
        ),
        "no (mail ?box|account|such|one|user)( here)?( by that name| with that|named| here)",
        "(doesn't|does not|don't|do not) have (a|an|any) .{0,30}(account|mailbox|mail account)",
        "this user doesn'?t",
        "user doesn'?t",
        (
            r"(not listed|no match\w*|not found|not in|multiple matches found) <4> (directory|address book|names|"
            "domino)"
        ),
        r"recipient(not)?found\b",
        "recipnotfound",
        "nosuchuser",
        "user ?unknown",
        "unknownuser",
        "userunknown",
        "unknown_user",
        "user_unknown",
        "badrcptto",
        r"adr\.recip",
        r"resolver\.adr",
        "can('t|not) (verify|accept) (the )?(user|recipient)",
        r"(recipient|address) (verification|verify) fail\w*",
        "verification failed for",
        "unverified (address|recipient)",
        "undeliverable address",
        "unverified: ",
        (
            "(address|recipient)s? (could( not|n't)|wasn't|was not|weren't|were not|isn't|is not) (be )?(found|"
            "recognized|known|valid)"
        ),
        r"not (a )?(valid|known|local|existing)( \w+)? (user|recipient|mailbox|address|customer|account)",
        r"user not (found|known|local|exist\w*|registered)",
        (
            "recipient (address )?rejected: (user|undeliver|unknown|unverified|no such|invalid|not found|account|"
            "recipient|mailbox)"
        ),
        "address(es)? (had |have )?(permanent )?(does|not|don't|unknown)",
        ("(delivery|mail) to (the )?(following |this )?(user|recipient|address) (is )?(not possible|impossible)"),
        "no longer (has|have) an? (account|mailbox)",
        "has no (such )?(mailbox|account)",
        "isn't a (valid|known)",
        "is not a (valid|known)",
        "utilisateur inconnu",
        "unknown to address",
        "unknown local",
        "deactivated mailbox",
        "(unable to|can't|cannot|could not|couldn't) find (the )?(user|alias|mailbox|recipient|account)",
        "no recipients? (found|matched)",
        "recipient is not exist",
        "recipients? not (known|found|exist)",
    ),
    "mailbox_unavailable": (
        (
            r"(mail ?box|account|user|recipient|address)\b.{0,30}(is |are |was )?(currently |"
            "temporarily )?(not (available|accessible|deliverable|accepting|accepted)|unavailable|inaccessible)"
        ),
        "requested action not taken",
        "no valid recipients?",
        "all recipients? (address(es)? )?(rejected|refused|invalid|failed)",
        "rcpt (command )?(rejected|refused|failed)",
        "address(es)? (is |was |were |has been )?(rejected|refused)",
        (
            "recipient (address )?(is |was )?(rejected|refused|denied|not accepted|not allowed|"
            "disallowed)(?!:? ?(access denied|policy|blocked|spam|by (policy|rule)))"
        ),
        "(rejected|refused) (the )?(recipient|address)",
    ),
}
