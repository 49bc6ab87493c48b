"""The dialogue: who speaks, who waits, and when it is over. Pure: time comes with the events."""

from __future__ import annotations

from filon.voice.dialogue import brief as happening
from filon.voice.dialogue.agenda import next_topic, question
from filon.voice.dialogue.brief import Act, Brief, Event, FallSilent, HangUp, Say
from filon.voice.dialogue.findings import Barrier, Findings
from filon.voice.dialogue.floor import Floor
from filon.voice.dialogue.hinting import hints_for
from filon.voice.dialogue.meanings import Intent, Reading
from filon.voice.dialogue.memory import Span
from filon.voice.dialogue.pace import (
    HOLD_S,
    INTERRUPTS_S,
    LAST_WORDS_S,
    LONGEST_S,
    MOST_SENTENCES,
    MOSTLY,
    PATIENCE_S,
    QUIET_HOLD_S,
    SILENCES,
    TELLINGS,
    THINKING_S,
)
from filon.voice.dialogue.script import script
from filon.voice.dialogue.stage import Stage
from filon.voice.dialogue.talk import Talk, spoken_of
from filon.voice.dialogue.topics import Reply, Then, Topic
from filon.voice.speech.transcript import Hints

ACKNOWLEDGES = (Intent.YES, Intent.GREETING, Intent.KIND, Intent.HESITATES, Intent.GOODBYE)
Acts = tuple[Act, ...]


class Dialogue:
    """One conversation. Give every event to `on` and do what it answers; ask `findings` at any time."""

    def __init__(self, brief: Brief) -> None:
        self._script = script(brief.language)
        self._talk = Talk(brief, self._script)
        self._floor = Floor()
        self._stage = Stage.BEFORE
        self._topic: Topic | None = None
        self._now = 0.0
        self._opened: float | None = None
        self._thinking = False
        self._music = False
        self._parted = False
        """There was music: who speaks next may be another."""
        self._tellings = 0
        self._silences = 0

    # For whoever runs it

    @property
    def over(self) -> bool:
        """Whether `HangUp` was given."""
        return self._stage is Stage.OVER

    @property
    def patience(self) -> float:
        """Seconds of silence after which a `Tick` makes it act."""
        if self._stage is Stage.HOLDING:
            return HOLD_S if self._music else QUIET_HOLD_S
        return THINKING_S if self._thinking else PATIENCE_S

    def hints(self) -> Hints:
        """What may be said next."""
        topic = self._topic or Topic.PERSON
        return hints_for(topic, self._talk.memory, self._script, holding=self._stage is Stage.HOLDING)

    def findings(self) -> Findings:
        """What was found out so far."""
        memory = self._talk.memory
        theirs = any(not turn.ours for turn in self._floor.turns)
        nothing = theirs and not spoken_of(memory)
        return Findings(
            person=memory.person,
            email=memory.email,
            phone=memory.phone,
            barrier=(memory.barrier or Barrier.HUMAN) if nothing else Barrier.NONE,
            objected=memory.objected,
            put_through=memory.put_through,
            advice=tuple(memory.advice),
            turns=tuple(self._floor.turns),
        )

    def on(self, event: Event) -> tuple[Act, ...]:
        """What to do now. After `HangUp` nothing."""
        if self.over:
            return ()
        self._now = max(self._now, event.at)
        late = self._too_late()
        return self._happened(event) if late is None else late

    # What happens

    def _happened(self, event: Event) -> Acts:
        match event:
            case happening.Opened():
                return self._on_opened()
            case happening.TheyBegan(since=since):
                return self._on_began(since)
            case happening.TheySaid():
                return self._on_said(event)
            case happening.WeSaid(whole=whole):
                return self._on_we_said(whole=whole)
            case happening.OnHold(begun=begun):
                return self._on_hold(begun=begun)
            case happening.Tick():
                return self._on_tick()

    def _on_opened(self) -> Acts:
        if self._stage is not Stage.BEFORE:
            return ()
        self._opened = self._now
        return self._disclose("disclosure")

    def _on_began(self, since: float) -> Acts:
        self._floor.they_began = min(since, self._now)
        interrupts = self._stage is Stage.TALKING and self._now - since >= INTERRUPTS_S
        return (FallSilent(),) if interrupts and self._floor.stop(self._now) else ()

    def _on_said(self, event: happening.TheySaid) -> Acts:
        reading = self._talk.read(event.transcript, self._topic)
        if event.cut and not reading.means(Intent.OBJECTION):
            return ()
        self._silences = 0
        span = Span(event.start, event.end, event.transcript.text, event.transcript.confidence)
        self._floor.heard(span, reading)
        if reading.means(Intent.KIND):
            self._talk.memory.advise("kind")
        if reading.means(Intent.OBJECTION):
            return self._object(reading, span)
        if self._stage is Stage.HOLDING:
            return self._on_said_while_holding(reading, span)
        if self._stage is not Stage.TALKING:
            return ()
        self._thinking = False
        saying = self._floor.saying
        share = saying.share(self._now) if saying else self._floor.share_said
        if reading.only(ACKNOWLEDGES) and share < MOSTLY:
            return () if saying else self._ask()  # they know too little of the question to have answered it
        self._floor.quiet_since = self._now
        return self._follow(self._talk.answered(self._topic, reading, span)) if self._topic else self._ask()

    def _on_said_while_holding(self, reading: Reading, span: Span) -> Acts:
        """Somebody is back: the same who knows now, or another who must be told who calls."""
        self._floor.quiet_since = self._now
        if reading.means(Intent.HOLD, Intent.TRANSFER) or (self._music and not reading.intents):
            return ()
        self._music = False
        memory = self._talk.memory
        back = reading.means(Intent.YES) and not (reading.means(Intent.GREETING) or self._parted or memory.arriving)
        if reading.only(ACKNOWLEDGES) and not back:
            return self._introduce()
        topic = Topic.ARE_YOU if memory.arriving else self._topic or Topic.PERSON
        reply = self._talk.answered(topic, reading, span)
        if memory.arriving and reply.then in (Then.GO_ON, Then.ASK_AGAIN, Then.MISSED):
            return self._introduce()
        self._stage = Stage.TALKING
        return self._follow(reply)

    def _on_we_said(self, *, whole: bool) -> Acts:
        if not self._floor.stop(self._now, whole=whole):
            return ()
        if self._stage is Stage.CLOSING:
            return self._hang_up()
        return self._disclosed(whole=whole) if self._stage is Stage.DISCLOSING else ()

    def _disclosed(self, *, whole: bool) -> Acts:
        if not whole:
            return self._disclose("disclosure") if self._tellings < TELLINGS else self._hang_up()
        self._stage = Stage.TALKING
        return self._close("apology") if self._talk.memory.objected else self._ask()

    def _on_hold(self, *, begun: bool) -> Acts:
        if self._stage not in (Stage.TALKING, Stage.HOLDING):
            return ()
        self._music = begun
        self._parted = True
        self._floor.they_began = None
        if self._stage is Stage.HOLDING:
            self._floor.quiet_since = self._now
            return ()
        interrupted = self._floor.stop(self._now)
        self._hold(parted=True)
        return (FallSilent(),) if interrupted else ()

    def _on_tick(self) -> Acts:
        floor = self._floor
        if floor.stuck_sentence(self._now):
            return self._on_we_said(whole=self._stage is not Stage.DISCLOSING)
        if floor.stuck_utterance(self._now):
            floor.they_began, floor.quiet_since = None, self._now
        if floor.saying or floor.they_began is not None or self._now - floor.quiet_since < self.patience:
            return ()
        return self._out_of_patience()

    def _too_late(self) -> Acts | None:
        """Everything ends: first with thanks, then without."""
        lasted = self._now - (self._opened or 0.0)
        closing = self._stage is Stage.CLOSING and self._now - self._floor.quiet_since >= LAST_WORDS_S
        if closing or lasted >= LONGEST_S + LAST_WORDS_S:
            return self._hang_up()
        if lasted < LONGEST_S or self._stage is Stage.CLOSING:
            return None
        return self._close("thanks") if self._stage is Stage.TALKING else self._hang_up()

    # What it does

    def _follow(self, reply: Reply) -> Acts:
        """After an answer."""
        if reply.then is Then.GO_ON:
            return self._ask("noted")
        if reply.then in (Then.ASK_AGAIN, Then.MISSED):
            return self._ask(reply.say)
        if reply.then is Then.CLOSE:
            return self._close(reply.say)
        if reply.then is Then.HANG_UP:
            return self._hang_up()
        if reply.then is Then.HOLD:
            self._hold()
        else:
            self._thinking = True
        return ()

    def _ask(self, first: str = "") -> Acts:
        """The next question, after a sentence where one is to be said ``first``; thanks when all is asked."""
        memory = self._talk.memory
        topic = next_topic(memory)
        if topic is None or self._floor.sentences >= MOST_SENTENCES:
            return self._close("thanks_kind" if "kind" in memory.advice else "thanks")
        if first == "noted" and memory.asked[topic]:
            first = ""
        words = question(topic, memory, self._script)
        memory.asked[topic] += 1
        self._topic = topic
        return self._say(f"{self._talk.sentence(first)} {words}".strip())

    def _disclose(self, key: str) -> Acts:
        self._tellings += 1
        self._stage = Stage.DISCLOSING
        return self._say(self._talk.sentence(key))

    def _introduce(self) -> Acts:
        """To a new voice, shortly, and whole as well."""
        if self._floor.sentences >= MOST_SENTENCES:
            return self._hang_up()
        self._tellings = 0
        return self._disclose("introduce")

    def _out_of_patience(self) -> Acts:
        """They are silent, or gone."""
        if self._stage is Stage.HOLDING:
            return self._hang_up() if self._music else self._introduce()
        if self._stage is not Stage.TALKING:
            return ()
        self._silences += 1
        return self._close("thanks") if self._silences > SILENCES else self._ask("there")

    def _object(self, reading: Reading, span: Span) -> Acts:
        """No more calls: nothing else is asked, and the disclosure is the last that is heard before the excuse."""
        if self._talk.memory.objected:
            return ()
        reply = self._talk.answered(Topic.PERSON, reading, span)
        if self._stage is Stage.DISCLOSING:
            return ()
        return self._hang_up() if self._stage is Stage.BEFORE else self._close(reply.say)

    def _close(self, key: str) -> Acts:
        self._stage = Stage.CLOSING
        return self._say(self._talk.sentence(key))

    def _hang_up(self) -> Acts:
        self._floor.stop(self._now)
        self._stage = Stage.OVER
        return (HangUp(),)

    def _hold(self, *, parted: bool = False) -> None:
        self._stage = Stage.HOLDING
        self._parted = parted
        self._floor.quiet_since = self._now

    def _say(self, text: str) -> Acts:
        self._floor.say(text, self._now)
        self._floor.quiet_since = self._now
        self._thinking = False
        return (Say(text),)
