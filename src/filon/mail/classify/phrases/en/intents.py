"""English: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("no not never none nothing"),
    again=words("again anymore longer more further future another ever nothing"),
    contact=words(
        "contact* recontact* outreach bother* harass* pester* spamming chasing chase solicit* disturb* "
        "bugging badgering pitching approach*"
    ),
    write=words("write writing writes email emailing mail mailing message messaging e-mail ping pinging"),
    call=words("call calling calls ring ringing phoning"),
    send=words("send sending sends forward forwarding mailing"),
    receive=words("receive receiving get getting hear hearing"),
    mails=words(
        "email emails e-mail e-mails mail mails message messages mailings newsletter newsletters "
        "communication communications spam junk solicitation solicitations advertising ads outreach crap "
        "stuff rubbish pitches correspondence contact"
    ),
    end=words("refrain spare abstain stop stopped stopping quit cease desist halt enough discontinue knock"),
    remove=words(
        "revoke withdraw* remove removed removing delete deleted deleting erase erased erasure deletion "
        "removal scrub purge strike drop cross off wipe exclude cancel"
    ),
    unsubscribe=words("unsub* unsubscri* opt-out optout"),
    lists=words(
        "list lists mailing-list database databases distribution crm records sequence sequences cadence "
        "campaign campaigns newsletter mailing"
    ),
    data=words("address addresses e-mail email details data information info name inbox company domain number"),
    me=words("me my us our"),
    you=words("you your yours"),
    needless=words("pointless useless needless"),
    trouble=words("need point bother use necessary"),
    rights=words("gdpr ccpa erasure"),
    right=words("right rights"),
    authority=words("ico attorney lawyer authorities regulator dpa ftc"),
    threat=words("another escalate report reported reporting next otherwise else complaint warning sue"),
    peace=words("alone peace"),
    hostile=words(
        "spam spamming harassment annoying unwanted unsolicited illegal sick ridiculous unacceptable fed junk"
    ),
    things=words(
        "article page participants attendees thread quote quotes invoice invoices order orders item items "
        "meeting meetings calendar line lines document documents contract logo option production machine "
        "machines paper brochure brochures catalogue samples sample pdf attachment attachments price prices "
        "delivery shipping supplier demo office users customers clients subscribers rate feature duplicates "
        "slide paragraph"
    ),
    when=words(
        "before until till unless about monday tuesday wednesday thursday friday morning afternoon noon week "
        "month quarter january february march april june july august september october november december yet "
        "tomorrow today"
    ),
    forget=words("forget lose"),
    forbid=words("object objection objecting forbid* prohibit* oppose* refus* withdraw"),
    consent=words("consent* signed subscribed permission authori* registered agreed asked opted opt-in sign customer"),
    permission=words("consent* permission authori*"),
    means=words("phone mobile cell telephone"),
    article=words("the an"),
    use=words("retain retaining store storing use using process* share sharing sell selling"),
    wish=words(
        "would want wish like please kindly pls plz could can must ask asking request requesting require "
        "demand sure how prefer"
    ),
    hesitate=words("hesitate fail hesitant doubt afraid"),
    source=words("got gave give found obtained get find bought sold shared provided"),
    filler=words(
        "please it this now thanks thank you pls plz at once all right ok hi hello just immediately the "
        "kindly dear doing that so from of to be and"
    ),
    mistake=words("mistake accident accidentally"),
    keep=words("keep continue continu* resubscribe stay"),
    origin=words("where how who why which"),
    instead=words("instead rather copy cc"),
    reading=words("received arrived landed bounced arrive ended"),
    interest=words("interest* need"),
    have=words("have has had did"),
)
