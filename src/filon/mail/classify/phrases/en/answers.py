"""English: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"automatic (reply|response|e-?mail reply|answer)\b",
        r"auto(mated|matic)?[- ]?(reply|response|responder|respond)\b",
        r"\[?auto[- ]?(reply|response|generated)\b",
        "auto: ",
        r"autoreply\b",
        r"auto-?responder\b",
        r"out[- ]of[- ](the[- ])?(office|town|country)\b",
        r"\[?ooo\b(?! ?[-:]? ?(project|gmbh))",
        r"o\.o\.o\b",
        r"away from (the office|my (desk|mail|e-?mail))\b",
        (
            "(i am|i'm|i will be) (currently |presently )?(away|out|on (annual |maternity |parental |sick |"
            "paternity )?(leave|vacation|holiday)|out of (the )?office|travell?ing)"
        ),
        (
            "on (vacation|holiday|leave|annual leave|maternity leave|parental leave|paternity leave|sick leave|"
            r"pto)\b ?($|[:-]|until|from|re\b)"
        ),
        r"(annual|maternity|parental|paternity|sick) leave\b",
        "vacation (reply|response|message|notice|notification)",
        "(currently )?out of (the )?office",
        "absence (notification|notice|reply)",
        r"office (closed|closure)\b",
        "this is an auto",
        "vacation: ",
        "away: ",
        r"not in (the )?office\b",
    ),
    absence_subject=(
        "(on )?(vacation|holidays?|leave|annual leave|pto)",
        "away",
        "out",
        "not available",
        "unavailable",
        "travell?ing",
        "ooo",
    ),
    automatic=(
        (
            "this is an? (auto(matic(ally)?|mated)?)[- ]?(generated )?(reply|response|message|e-?mail|"
            "notification|answer)"
        ),
        "auto(matically|[- ])? ?generated (message|e-?mail|response|reply|mail)",
        "(please )?do not (reply|respond) (directly )?to this (e-?mail|message|mail|automated)",
        "(your|an|this|our) automat(ic|ed) (reply|response|acknowledge?ment)",
        "(mailbox|inbox|address|account) (is )?(not|un)[- ]?(monitored|attended|read)",
        "(was|has been|is) (sent|generated) automatically",
    ),
    told_of=(r"(his|her|their|your) (auto-?(matic )?reply|out[- ]of[- ]office|automatic (answer|message))\b",),
    absent=(
        (
            "(i am|i'm|i will be|i'll be|we are|we're|we will be|im|am|will be|currently) (currently |presently |"
            r"also |now |still |away and )*(out of (the |my )?(office|town|country)|away\b(?! from home)|ooo\b|"
            "on (annual |maternity |parental |sick |paternity |extended |medical |a |summer |family |holiday |"
            "christmas |business )*(leave|vacation|holidays?|pto|sabbatical|travel|trip)|travell?ing|unavailable|"
            "not (in the office|available|at my desk|in office|reachable)|off work|off on|enjoying)"
        ),
        (
            r"(?<!was )(?<!were )(?<!been )(?<!about )out[- ]of[- ](the[- ])?office\b(?! (messages?|repl|"
            "settings?|last|yesterday))"
        ),
        r"(on|currently) (vacation|holiday|leave|maternity leave|parental leave) (until|till|from|through)\b",
        r"(uneven|limited|intermittent|no) access to (my )?(e-?mail|mail|messages)",
        "(the )?office is (currently )?closed",
        "our offices? (is|are|will be) (currently )?closed",
        "(during|in) my (absence|leave|vacation|holiday)",
        "(on|taking) (annual|maternity|parental|paternity|sick) leave",
        "i (have|will have) (limited|no|intermittent|sporadic) access",
        "away from (the office|my (desk|e-?mail|computer))",
        r"(i|we) (do not|don't) work on (mon|tues|wednes|thurs|fri)day",
        "(my|normal) working (days|hours) are",
        "not be (checking|reading|monitoring) (my )?e-?mails?",
        r"on leave\b",
    ),
    cover=(
        (
            "(for|if) (it is |it's |this is |your (matter|request|message|query|enquiry|inquiry) is |you (have|"
            "need|require) (an |any )?)*(urgent|immediate|emergenc|assistance)"
        ),
        "in (case of|an) (an )?emergenc",
        r"(up)?on my return\b",
        "when i('m| am)? (return|back|get back|come back)",
        "once i('m| am)? (return|back)",
        (
            "(limited|no|intermittent|sporadic|restricted|little|uneven) (or no )?access to (my )?(e-?mail|internet|"
            "phone|voice)"
        ),
        "in my absence",
        "during (my absence|this time|this period)",
        r"(will|shall) (reply|respond|get back|return|answer|review|address|be in touch|attend|deal)\b",
        r"(please|kindly|you (can|may)) (contact|call|reach|e-?mail|direct|refer)\b",
        "as soon as (possible|i can|i return|i'm back)",
        "delayed? (in )?(my )?respon",
    ),
    personal=(
        r"(my|our) (colleague|boss|manager|partner|director|assistant) (is|was|will be)\b",
        r"(his|her|their) (auto-?(matic )?reply|out[- ]of[- ]office)\b",
        r"interest(ed|ing)\b(?! in (our|the company))",
        r"(call|phone|ring|ping|send|text) (me|us)\b(?! (on|at) (my|the) (mobile|cell|emergency))",
        r"your (offer|proposal|product|solution|pricing|price|service|quote|demo|software)s?\b",
        r"(quote|pricing|price|budget|demo|cost|rates?|invoice|contract)\b",
        r"(could|can|would|will|do|are|have|did) you\b(?! need| require| have (an? )?(urgent|immediate|question))",
        r"(let's|let us|we (could|can|should|might)|shall we|sounds (good|great)|happy to|looking forward)\b",
        r"(yes|sure|ok|okay|great|perfect|agreed|unfortunately we|no thanks|not interested)\b(?! for)",
        r"(i|we) (prefer|think|suggest|propose|would like|have forwarded|am forwarding|'ve forwarded)\b",
        (
            "(attached|enclosed|here (is|are)|thanks for (waiting|your patience)|talk (then|soon|to you)|"
            r"on (his|her) behalf)\b"
        ),
        r"(topic|article|post|meeting with you|our conversation|sorry for the (delay|late))\b",
        r"[$€£] ?\d|\d ?(usd|eur|euros|dollars|gbp)\b",
    ),
    left=(
        (
            "(is|am|are) no longer (with|at|employed|working|part of|in the employ|an? employee|a member|works?|"
            "associated)"
        ),
        r"no longer (works?|working|employed) (with|at|for|here|by|in)\b",
        (
            "(has|have|'ve|'s) (now |recently |since |permanently )?left (the |our |my (position|role|job)|his|"
            "her|their)? ?(company|organi[sz]ation|business|firm|team|agency|group|school|university|position|"
            r"employ|practice|post)\b"
        ),
        "no longer (an )?(employee|works?) ",
        r"(has|have) (retired|resigned|moved on|departed)\b",
        "(left|leaving) (my (position|role|job) (at|with)|the company|employment)",
        "my last day (at|with|was|in)",
        r"does not work (here|at|for|with)\b",
        r"doesn't work (here|at|for|with)\b.{0,30}(any ?more|any longer)",
    ),
    closed=(
        (
            r"(this|my|the|that|his|her) (e-?mail |mail |old )?(address|account|mailbox|inbox|e-?mail)( [\w.@-]"
            r"+)? (is|has been|will be|was) (no longer|not|being|soon to be|now|permanently )*\s?(in use|active|"
            "monitored|valid|used|checked|available|deactivated|closed|disabled|retired|discontinued|"
            r"decommissioned|read)\b"
        ),
        ("(i have|i've|has) (a new|changed my|moved to a new|changed (his|her|their)) (e-?mail|address|email address)"),
        "my (new )?(e-?mail )?address (has changed|is now)",
        "no longer (use|using|check(ing)?|monitor(ed|ing)?) this (e-?mail|address|account|mailbox)",
    ),
    acknowledged=(
        (
            "(we|i) (have |'ve )?(successfully )?(received|got) your (e-?mail|message|request|inquiry|enquiry|"
            "ticket|query|application|submission|mail|support|note|correspondence)"
        ),
        (
            "your (e-?mail|message|request|inquiry|enquiry|ticket|query|case|application|submission|mail|"
            r"support request|question)( ?\(?[#\w-]+\)?)? (has been|was|is) (successfully )?(received|created|"
            "registered|opened|logged|submitted|forwarded|assigned|queued|recorded|raised)"
        ),
        (
            "(thank you|thanks) for (contacting|reaching out to|getting in touch with|writing to|your (inquiry|"
            "enquiry|request|interest|application)) .{0,80}(we|our|a member|someone|team)"
        ),
        (
            "(someone|a (member|representative|colleague)|one of our|our (team|support|staff|customer|"
            "agents?)) .{0,60}(will|shall) (be in touch|get back|contact|respond|reply|review|reach)"
        ),
        ("we (will|'ll|aim to|endeavou?r to|try to) (get back|respond|reply|answer|be in touch|contact you|review)"),
        r"(ticket|case|reference|request|tracking) (number|id|no\.?|#)",
        "a (new )?(support )?(ticket|case) (has been|was|is)",
        "acknowledge?(s|ment of)? (the )?receipt",
        "type your (reply|response) above this line|reply above this line",
    ),
    ticket_subject=(
        (
            r"(\[[^\]]{1,40}\] ?)?(your )?(request|ticket|case|support request|message|inquiry|enquiry|"
            "e-?mail) (has been )?(received|created|opened|registered|logged)"
        ),
        "(we|we've|we have) received your",
        (
            "(thank you|thanks) for (contacting|your (e-?mail|message|inquiry|enquiry|request)|reaching|"
            "getting in touch|writing)"
        ),
        r"acknowledge?ment( of receipt)?\b",
        "confirmation of receipt",
        "request received",
        "new (ticket|case) (created|opened)",
        r"\[ticket ?#?[\w-]+\] (received|created|opened|your)",
        "receipt of your (e-?mail|message|request)",
    ),
)
