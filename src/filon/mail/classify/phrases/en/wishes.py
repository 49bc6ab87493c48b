"""English: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            "(please |kindly |pls |plz |can you |could you |would you |i want you to |"
            "i would like you to )*(remove|delete|take|unsubscribe|drop|scrub|strike|erase) (me|us|my (e-?mail|"
            r"name|address|contact|details|info|data)\w*|our (e-?mail|address|company|name|details|data)\w*|"
            r"this (e-?mail|address|contact)\w*) <4> (off|from|out of)\b(?! (the|my) (office|building|loop))"
        ),
        (
            "(please |kindly |pls |plz )(remove|delete|unsubscribe) (me|us|my (e-?mail|data|details|address|info"
            r"\w*|contact))\b"
        ),
        r"unsubscribe (me|us)\b",
        r"(take|remove) (me|us) off\b",
        "remove (me|us)( please| now| immediately| asap)?(?=[ .!]*$|[.!,] )",
        (
            "(do not|don't|never|please stop|stop|quit|cease|dont) (ever )?(contact(ing)?|e-?mail(ing)?|messag(e|"
            "ing)|spam(ming)?|writ(e|ing)( to)?|mail(ing)?|sending|send|solicit(ing)?|bother(ing)?|harass(ing)?|"
            r"reach(ing)? out to) (to )?(me|us|this|here|my|any ?more|again|these|your|such|any (more|further))\b"
            "(?! (on monday|in the morning|the (invoice|contract|offer)))"
        ),
        (
            "stop (the |these |all |your |with the )?(e-?mails?|spam|spamming|messages|mails?|e-?mailing|"
            r"mailings?)\b"
        ),
        (
            "(no longer|do not|don't|not|never|dont) (wish|want|like|care|need) (to (receive|get|be (contacted|"
            "e-?mailed|on (your|this)|subscribed|messaged)|hear from)|(any (more|further) |your |these |more |"
            "further )(e-?mails?|messages|mailings?|communications?))"
        ),
        "(wish|want|like|ask|request|demand)(ed)? to be (removed|unsubscribed|taken off|deleted|opted out)",
        r"opt(ing)?[- ]?(me |us )?out\b(?= (of|from|please|me|us|now)|[ .!]*$)",
        (
            "no (more|further) (e-?mails?|messages|mails|contact|communications?|spam)(?= ?(please|pls|thanks|"
            "from|[.!,]|$))"
        ),
        (
            "(erase|delete|remove|erasure of|deletion of|destroy) (all |any )?(of )?(my |our |"
            "the )?(personal )?(data|information|details|records)( (you|that you|held|hold|about|from|in|under|"
            "pursuant|immediately))"
        ),
        r"right (to (be forgotten|erasure|object)|of erasure)\b",
        "object to (the |any )?(processing|direct marketing|use of my)",
        "(i|we) (hereby )?(request|demand|require) (that you )?(the )?(erase|erasure|delete|deletion|removal)",
        "lose (my|this) (number|e-?mail|address)",
        ("(i|we)('d| would)? (like|want) to unsubscribe(?=[ .!]*$| from (your|this|these|the list|all|mailing))"),
        "leave (me|us) alone",
    ),
    removal_alone=(
        (
            "(please |pls )?(unsubscribe|remove|stop|opt[- ]?out|cancel|delete|take me off|remove me|"
            "unsubscribe me|unsub|end)( (please|pls|thanks|thank you|me|now|all|it|this|list|immediately|asap))*"
        ),
        "not interested,? (please )?(unsubscribe|remove|stop)",
        "no more",
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
            "(don't|do not|please don't|never|not|without) (want to |wish to )?(be )?(remov|unsubscrib|delet|opt)"
            r"\w*"
        ),
        (
            "(how|can|could|do|does|is it possible|would|should|why) (can |do |to |does |i |we |you |it |"
            "your (tool|product|platform) )*(allow )?(to )?(unsubscribe|remove) (a |an |the |our |users|contacts|"
            "customers|clients|someone|people)"
        ),
        r"(unsubscribe|remove us|remove) (\w+ )?from (our|the current|their|my (current|previous|old))\b",
        "(unsubscribe|removal) (rate|link|button|page|feature|users)",
        "didn't (mean|ask|want) to unsubscribe",
    ),
    challenge=(
        (
            "(verify|confirm|prove|proving|validate|show|ensure|make sure|certify|demonstrate) (that |"
            "to us that |to me that |if )?(you('re| are)?|the sender is|yourself as)( are| is)? (not a (robot|"
            "spammer|machine|bot)|(a |an )?(human|real (person|human|sender)|person|legitimate|actual|authentic|"
            "genuine))"
        ),
        "(i am|i'm|you're|you are) not a robot",
        (
            r"(protecting|protects?) (myself|me|my|his|her|their|its|the|our) (\w+ )?(from|"
            "against) (receiving )?(junk|spam|unwanted|unsolicited)"
        ),
        (
            "(your|this|the) (message|e-?mail|mail) <6> (is being held|has been held|was held|is held|"
            "will be held|has been (quarantined|placed|put)|was (waitlisted|quarantined)|is (pending|awaiting|"
            "waiting|on hold|in (a )?queue|quarantined)|will not be delivered).{0,300}(click|link|repl(y|ies)|"
            "verif|confirm|approv|authenticat|guest list|captcha)"
        ),
        (
            "(click|follow|visit|use|reply|respond|complete).{0,120}(so (that )?(i|your|the)|in order (for|to)|"
            "to (have|allow|let|ensure|get|authenticate|verify|release|deliver|confirm)).{0,60}(can receive|"
            "be delivered|delivered|release|e-?mails?|address|identity|yourself|message)(?=.{0,200}(only|once|"
            "again|sender|spam|approved|verif|human|guest|unknown|allowed|white))"
        ),
        "challenge[- ]response",
        "(sender|e-?mail) (address )?verification (required|needed|request)",
        ("(approved|allowed|accepted|authorized|safe|trusted) senders? list.{0,200}(click|reply|link|request|form)"),
        (
            "(add|added|adding) (yourself|you|your address|me) to (my|his|her|the|their) (guest|white|approved|"
            "allowed|safe|contact)[ -]?list"
        ),
        "one[- ]time (verification|confirmation|authentication|only)(?=.{0,200}(sender|spam|deliver))",
        (
            "(not|don't|do not) (yet )?(recogni[sz]ed?|know) <6> (sender|address|e-?mail).{0,200}(click|reply|"
            "confirm|verif)"
        ),
        "spam ?(arrest|blocker|fighter).{0,200}(click|reply|link|verif|request)",
        r"tmda\b",
    ),
)
