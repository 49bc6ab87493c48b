"""English: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = (
    "(e-?mails?|messages?|mails?|mailings?|communications?|contacts?|newsletters?|spam|"
    "solicitations?|correspondence|advert\\w*)"
)
_LISTS = (
    "(your |this |the |all |all your |any |our |these |that )*(mailing |e-?mail |distribution |"
    "contact |marketing )?"
    "(lists?|databases?|mailings?|crm|systems?|records|files?|contacts|campaigns?|sequences?|"
    "newsletters?|distribution|e-?mails?|address book)"
)
_ENDS = (
    "(?=[ .,;!)]*($|please|pls|thanks?|thank|again|any ?more|any longer|ever|in (the )?future|"
    "further|at (this|all)|or |and |immediately|asap|now|i |we |regards|best|from (you|now))|[.,;!])"
)
_PLEASE = "((please|kindly|pls|plz|can you|could you|would you|i want you to|i would like you to|i'd like you to) )*"

WISHES = Wishes(
    removal=(
        (
            f"{_PLEASE}(remove|delete|take|unsubscribe|drop|scrub|strike|erase) (me|us|my (e-?mail|name|"
            r"address|contact|details|info|data)\w*( address)?|our (e-?mail|address|company|name|details|"
            r"data)\w*( address)?|this (e-?mail )?address|this e-?mail)( please| immediately)?( off| from|"
            f" out of)+ {_LISTS}"
        ),
        (
            f"{_PLEASE}(remove|delete|unsubscribe|erase) (me|us|my (e-?mail( address)?|data|details|address|"
            f"information|contact details|personal data))( please| now| immediately| asap| pls)?{_ENDS}"
        ),
        r"unsubscribe (me|us)\b",
        (
            "(asked|told|ask|begged) you ((before|already|twice|repeatedly|many times|"
            r"to please) )*to stop\b(?! (by|in|at|over))"
        ),
        (
            "(do not|don't|never|dont) (ever )?send (any |any more |further |more |such |"
            f"these )+{_MAILS}( to (this|my|our)|{_ENDS})"
        ),
        rf"(do not|don't) accept (any )?(unsolicited|cold|marketing|sales) {_MAILS}",
        r"(take|remove) (me|us|my (e-?mail|name|address)) off\b",
        (
            "(do not|don't|never|dont|not) (ever )?(contact|e-?mail|message|spam|write( to)?|mail|solicit|"
            f"bother|harass|reach out to) (to )?(me|us|this (address|e-?mail)|here)?{_ENDS}"
        ),
        (
            "(do not|don't|never|dont) (ever )?(send|forward) (me|us) (any |your |more |any more |these |"
            f"such |further )*{_MAILS}{_ENDS}"
        ),
        r"(do not|don't|dont) (wish|want) to be (contacted|e-?mailed|solicited|on (your|this)|messaged)",
        (
            "(please stop|stop|quit|cease|refrain from) (contacting|e-?mailing|messaging|spamming|writing|"
            r"mailing|soliciting|bothering|harassing|reaching out)( to)?( (me|us|this address|here|my \w+|"
            rf"our \w+))?{_ENDS}"
        ),
        (
            "(stop|quit|cease|refrain from) sending( (me|us|out))?( (any|your|more|any more|these|such|this|"
            f"this kind of|all|all this|unsolicited|unwanted|further|spam))*( {_MAILS})?{_ENDS}"
        ),
        r"stop sending (me|us) <3> (crap|shit|junk|garbage|rubbish|nonsense|bullshit|trash)\b",
        r"(lose|forget) my (e-?mail|address|number|contact)\b",
        rf"stop (the |these |all |your |with the |this )+{_MAILS}{_ENDS}",
        (
            "(no longer|do not|don't|not|never|dont) (wish|want|like|care|need) to (receive|get|"
            "hear from) (any |your |more |any more |these |such |further |this |from |e-?mails|you)"
        ),
        (
            "(no longer|do not|don't|never|dont) (wish|want|like|need) (any |your |these |more |further |"
            f"any more |any further )+{_MAILS}( from you)?{_ENDS}"
        ),
        (
            "(i|we|i'd|we'd|i am|we are)( would)? (wish|want|like|ask|asking|request|demand|need)(ed|"
            "ing)? to be (removed|unsubscribed|taken off|deleted|opted out)"
        ),
        r"(please |want to |like to |wish to |need to |opt )(opt[- ]?(me |us )?out|(me|us) out)\b",
        rf"no (more|further) {_MAILS}{_ENDS}",
        (
            "(erase|delete|remove|erasure of|deletion of|destroy) (all |any )?(of )?(my |our |"
            "the )?(personal )?(data|information|details|records)( (you|that you|held|hold|about|from|in|"
            "under|pursuant|immediately)|[ .!]*$)"
        ),
        (
            r"(delete|erase|remove) (it|them|this|everything)\b.{0,30}(gdpr|article 17|data protection|"
            "immediately)"
        ),
        r"(delete|erase|remove) my (name|address|details).{0,60}(files|records|database|list)",
        r"right (to (be forgotten|erasure|object)|of erasure)\b",
        r"object(ing)? to (the |any |your )?(processing|direct marketing|use of my)",
        r"withdraw(ing)? (my|said|any|all) consent",
        (
            "(i|we) (hereby )?(request|demand|require|ask)( that)?( you)?( to)? (the )?(erase|erasure|delete|"
            "deletion|removal)"
        ),
        "(i|we)('d| would)? (like|want) to unsubscribe(?=[ .!]*$| from (your|this|these|the list|all|mailing))",
        ("how (do|can) (i|we) (unsubscribe|opt out|get off (this|your) list)(?=[ .?!]*$| from (this|your|these|all))"),
        r"cease and desist",
        rf"leave (me|us) alone{_ENDS}",
        r"(this|it) is spam.{0,40}(stop|remove|unsubscrib)",
        r"report(ing)? (you|this|your \w+) (as|for) spam",
    ),
    removal_alone=(
        (
            "(please |pls |kindly |can you |could you |i'd like you to |i want you to |will you |"
            "just )*(unsubscribe|remove|stop|opt[- ]?out|cancel|delete|take me off|remove me|unsubscribe me|"
            "unsub|end|stopall|stop all|stop it|stop this|stop now|no more|cease|desist|quit)( (please|pls|"
            "thanks|thank you|me|now|all|it|this|list|immediately|asap|e-?mails?))*"
        ),
        "not interested,? (please )?(unsubscribe|remove|stop)",
        "cancel (my )?subscription",
        "leave me alone",
        "(f|fuck|piss|bugger|sod|f[*]+k?) ?off",
        "(this is )?(spam|junk|harassment)",
        "(do not|don't) (write|contact|e-?mail)( me)?( again)?",
    ),
    politeness=(
        (
            "(hi|hello|hey|dear|good (morning|afternoon|evening|day)|greetings|to whom it may concern)( (all|"
            "there|team|sir|madam|sir or madam|sirs|everyone|both|[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(many |kind |best |warm |kindest )?(thanks?|thank you|regards|cheers|best|sincerely|yours|"
            "wishes|br|rgds)( (you|in advance|so much|a lot|very much|again|sincerely|truly|faithfully|"
            "regards|wishes))?"
        ),
        (
            "no|no thanks?|no thank you|(i'm |we're |i am |we are )?not interested( at all)?( in (this|"
            r"your \w+))?|please|i received your (e-?mail|message)|sorry"
        ),
    ),
    removal_subject=(
        "(re: )?(list )?unsubscribe( (me|request|from .{1,60}))?",
        "remove( me)?( from (the |your )?(mailing )?list)?",
        "opt[- ]?out",
        "stop",
        "unsub",
        "un-subscribe",
        "(gdpr )?(erasure|deletion|removal) request",
        "please (remove|unsubscribe)( me)?",
        r"unsubscribe[:_= -]{1,3}[\w.@+=:-]+",
        r"remove[:_= ]{1,3}[\w.@+=:-]*\d[\w.@+=:-]*",
    ),
    removal_void=(
        (
            "(don't|do not|please don't|never|not|without) (want to |wish to |need to )?(be )?(remov|"
            r"unsubscrib|delet|opt(ing)? out)\w*"
        ),
        r"(don't|do not|can't|cannot|won't|can not|never|didn't|nothing can) stop\b",
        (
            "(how|can|could|do|does|is it possible|would|should|why) (can |do |to |does |i |we |you |it |"
            "your (tool|product|platform) )*(allow )?(to )?(unsubscribe|remove) (a |an |the |our |users|"
            "contacts|customers|clients|someone|people)"
        ),
        r"(unsubscribe|remove us|remove) (\w+ )?from (our|the current|their|my (current|previous|old))\b",
        r"(unsubscribe|removal) (rate|link|button|page|feature|users)",
        r"didn't (mean|ask|want) to unsubscribe",
        r"if you (no longer|do not|don't) (wish|want|like)|if you (wish|want|would like|prefer)\b",
        r"from (cc|copy|the (order|invoice|quote|cc))\b",
    ),
    challenge=(
        (
            "(verify|verifies|verified|confirm|prove|proving|validate|show|ensure|make sure|certify|"
            "demonstrate) (that |to us that |to me that |if )?(you('re| are)?|the sender is|"
            "yourself as)( are| is)? (not a (robot|spammer|machine|bot|spam source)|(a |an )?(human|(real|"
            "live|real live) (person|human|sender)|person|legitimate|actual|authentic|genuine))"
        ),
        "(i am|i'm|you're|you are) not a robot",
        (
            r"(protecting|protects?) (myself|me|my|his|her|their|its|the|our) (\w+ )?(from|"
            "against) (receiving )?(junk|spam|unwanted|unsolicited)"
        ),
        (
            "(your|this|the) (message|e-?mail|mail) <6> (is being held|has been held|was held|is held|"
            "will be held|has been (quarantined|placed|put)|was (waitlisted|quarantined)|is (pending|"
            "awaiting|waiting|on hold|in (a )?queue|quarantined)|will not be delivered).{0,300}(click|link|"
            "repl(y|ies)|verif|confirm|approv|authenticat|guest list|captcha)"
        ),
        (
            "(click|follow|visit|use (the|this) (link|form|button|page)|(?<!not )reply|respond|"
            "complete).{0,120}(so (that )?(i|your|the)|"
            "in order (for|to)|to (have|allow|let|ensure|get|authenticate|verify|release|deliver|"
            "confirm)).{0,60}(can receive|be delivered|delivered|release|e-?mails?|address|identity|yourself|"
            "message)(?=.{0,200}(only|once|again|sender|spam|approved|verif|human|guest|unknown|allowed|"
            "white))"
        ),
        "challenge[- ]response",
        "to (release|deliver|unblock) (your|this|the) <2> (message|e-?mail).{0,80}(reply|click|confirm|visit)",
        "(sender|e-?mail) (address )?verification (required|needed|request)",
        ("(approved|allowed|accepted|authorized|safe|trusted) senders? list.{0,200}(click|reply|link|request|form)"),
        (
            "(add|added|adding) (yourself|you|your address|me) to (my|his|her|the|their) (guest|white|"
            "approved|allowed|safe|contact)[ -]?list"
        ),
        "one[- ]time (verification|confirmation|authentication|only)(?=.{0,200}(sender|spam|deliver))",
        (
            "(not|don't|do not) (yet )?(recogni[sz]ed?|know) <6> (sender|address|e-?mail).{0,200}(click|"
            "reply|confirm|verif)"
        ),
        "spam ?(arrest|blocker|fighter).{0,200}(click|reply|link|verif|request)",
    ),
    challenge_sure=(
        "one click to (deliver|release|send)",
        "click to deliver your",
        r"requires (that you verify|verification)\b",
        "real live human",
        "not a spam source",
        "(message|e-?mail|mail) is (waiting for|awaiting) your (confirmation|verification|approval)",
    ),
)
