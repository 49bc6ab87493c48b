"""English: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        (
            "(to|if you('d| would)? (like|wish|want|prefer|do not|don't|no longer|would rather)|"
            r"if you are not) .{0,40}(be (removed|taken off|excluded)|unsubscribe|opt[- ]?out|receiv\w+ (any |"
            "further |future |these |this |such |more |our |additional |e-?mail|from)|get (more|any|further))"
        ),
        r"unsubscribe (here|from (this|our|these)|at any time|link|instantly|below|now|preferences)",
        r"(click|reply|send|mail|type|put|enter|with).{0,60}\b(remove|unsubscribe|removed|opt[- ]?out)\b",
        r"manage (your )?(e-?mail )?(preferences|subscriptions?|notification)",
        r"view (this|in|it) <3> (in (your )?(web )?browser|online)",
        r"you('re| are| have)? (are )?(receiv(ing|ed)|getting) this (e-?mail|message|newsletter|mailing|because)",
        r"(update|change) your (e-?mail )?(preferences|subscription|profile)",
        (
            "(removal|remove) instructions|this is not (a )?spam|(one|1)[- ]time mailing|"
            "never be contacted again|removed from (our|this|future|the) (mailing|list|database|mailings?)|"
            "no longer wish to receive (our|these|this)|not wish to receive (further|any|these|such|this|"
            "future)"
        ),
    ),
    pitch=(
        (
            "click (here|below|on the|this link|now)|visit (our|us at|the) (web ?)?site|go to http|"
            "order (now|today|yours|here)|buy (now|it now|direct)|shop now|sign up (now|today|here|for free)|"
            "register (now|today|here)|call (now|today|toll)|act (now|today|fast)|download (now|it now)"
        ),
        (
            "(free|special|limited|exclusive|amazing|incredible|risk[- ]free|no[- ]obligation|money[- ]back|"
            "best) (offer|trial|gift|membership|quote|report|information|consultation|shipping|access|sample|"
            "cd|software|service|bonus|guarantee|deal|price|price quote|download)s?|absolutely free|for free|"
            "100% (free|guaranteed|satisfaction)|satisfaction guaranteed|guaranteed|no (cost|risk|catch|"
            "credit check|money down)|limited time|while supplies last|today only|this offer|expires"
        ),
        (
            r"(save|earn|make|win|get) (up to |over |as much as )?(\$|usd|eur)? ?\d[\d,.]*( ?%| ?k|"
            r" ?dollars)?|\$\d[\d,.]*|\d+ ?% (off|discount|savings)|(low|lowest|discount|wholesale|"
            r"cheap)\w* (price|rate|mortgage|cost|insurance)s?|discounts?\b"
        ),
        (
            "work (at|from) home|extra income|financial freedom|business opportunity|home[- ]based|"
            "multi-?level|network marketing|investment opportunity|stock (pick|alert)|otc|get rich|"
            r"residual income|debt (consolidation|free)|credit (card|repair|report|rating)|refinanc\w+|"
            r"mortgage|life insurance|loans?\b"
        ),
        (
            r"viagra|cialis|pharmac\w+|prescription|weight loss|lose (weight|\d+ (lbs|pounds))|hgh|enlarge\w*|"
            r"herbal|diet pill|anti-?aging|libido|erection|sexual|xxx|porn\w*|adult (site|club|dvd|"
            "entertainment|content)|hot (teens?|girls?|singles)|nude|casinos?|gambling|lottery|jackpot|"
            "sweepstake|prize|winner|replica|rolex|diplomas?|degree program"
        ),
        (
            r"(first|front|top|1st) (page|position|rank\w*) .{0,20}(of|on|in) (google|yahoo|bing|search)|"
            r"rank\w* .{0,20}(google|search engines?)|seo (services?|packages?|audit|expert|company|agency|"
            "proposal)|search engine|guest post|backlinks?|domain authority|(web ?site|web|app|"
            "mobile app) (re)?(design|development)|traffic to your (web)?site|website traffic|bulk e-?mail|"
            "e-?mail (addresses|lists?|marketing)|targeted e-?mails?|opt-in list"
        ),
        (
            r"bitcoin|btc wallet|crypto\w* (wallet|investment|trading)|i (have )?(hacked|recorded) (you|your)|"
            "(your|the) (mailbox|account|password|e-?mail account|storage|paypal|parcel|"
            "package) .{0,80}(expire|suspend|verify|upgrade|validate|deactivat|re-?confirm|on hold|"
            "pending).{0,160}(click|link|here|login|log in)"
        ),
        (
            "we (offer|provide|are a leading|are leading|manufacture|supply|specialize|are specialized|"
            "are a professional) .{0,200}(competitive|factory|best price|oem|bulk|catalogue|quotation|"
            "quality|clients|developers|services)"
        ),
        (
            "dear (sir|madam|sirs|friend|customer|user|client|member|homeowner|valued|subscriber|"
            "business owner|website owner|webmaster|beneficiary|sir/madam|sir or madam|account holder|"
            "e-?mail user|winner|partner)"
        ),
        (
            "this (e-?mail|message|mailing) (is|was) sent (in compliance|to you|by)|section 301|under bill s|"
            r"removal|copyright (c|©)? ?\d{4}|all rights reserved|privacy policy|terms (and|&) conditions"
        ),
    ),
    scam=(
        (
            "next of kin|beneficiary|inheritance|late (husband|client|father|president)|unclaimed|"
            "you have won|million (us |united states )?(dollars|usd|euros|pounds)|barrister|western union|"
            "atm card|compensation fund|consignment|confidential business|foreign partner|transfer of (funds|"
            "money)|bank (account|of nigeria)|urgent (business|assistance)|strictly confidential"
        ),
    ),
)
