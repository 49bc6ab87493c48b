"""What does the sentence said in doubt gain? `python tools/probe_gain.py [--each 6] [--concurrent 6]`.

Calls every practice switchboard that answers, over real SIP and RTP, as a campaign would: once without a sentence, once
with one, with the same details. Prints how many natures were right, what was asked, and how long it took to know.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded: its threads would wait for each other

from filon.calls.asking import Samples
from filon.calls.conversation import converse
from filon.calls.report import Asked, CallReport
from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.library import DOMAIN, load_library
from filon.demo.switchboards.scenario import Scenario
from filon.voice.answering import HERE, Answering
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSettings
from filon.voice.settings import TrunkSettings
from filon.voice.speaker import spoken
from filon.voice.trunk import Trunk

SENTENCE = "Bonjour, ceci est un appel automatique. Y a-t-il quelqu’un ?"
CALLER = "+33199000000"
HEARD = frozenset({"human", "voicemail", "ivr", "unassigned", "fax", "music", "silence", "busy"})
"""What only listening tells; what the signalling says already is left out."""


@dataclass
class Tally:
    """Of the calls of one kind: how many were right, those that were asked and what they did, seconds to know."""

    right: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    reactions: Counter[str] = field(default_factory=Counter)
    asked_right: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, scenario: Scenario, report: CallReport) -> None:
        heard = report.verdict.nature if report.verdict else str(report.end.failed)
        self.calls[scenario.hears] += 1
        self.right[scenario.hears] += heard == scenario.hears
        if any(moment.what == "asked" for moment in report.moments):
            first = report.verdict.evidence[0].name if report.verdict and report.verdict.evidence else ""
            self.reactions[first if first.startswith("probe_") else "listening was quicker"] += 1
            self.asked_right += heard == scenario.hears
        if report.verdict:
            self.seconds.append(report.verdict.decided_at)

    def told(self, name: str) -> str:
        calls, right = self.calls.total(), self.right.total()
        asked = self.reactions.total()
        people, machines = self.calls["human"], calls - self.calls["human"]
        return (
            f"{name}: {right} of {calls} right ({right / calls:.1%}); people {self.right['human']} of {people}, "
            f"the rest {right - self.right['human']} of {machines}; median {median(self.seconds):.1f} s; "
            f"asked {asked}, of them right {self.asked_right} {dict(self.reactions)}"
        )


async def measure(*, each: int, concurrent: int, sentence: Samples | None, media: MediaEngine) -> Tally:
    """Call every scenario that is heard, so many numbers of each."""
    library, tally, free = load_library(), Tally(), asyncio.Semaphore(concurrent)
    answering = [one for one in library.scenarios.values() if one.speaks and not one.code and not one.finds]
    wanted = [one for one in answering if one.hears in HEARD]
    library.mixtures |= {one.name: {one.name: 1.0} for one in wanted}
    place = await Answering.open(Switchboard(library).answer, media=media, port=0)

    async def call(scenario: Scenario, number: int) -> None:
        settings = TrunkSettings(host=HERE, port=place.port, domain=f"{scenario.name}.{DOMAIN}", caller=CALLER)
        async with free, await Trunk.open(settings) as trunk:
            audio = media.open(HERE, MediaSettings(accepts=trunk.agent.allow.accepts))
            asked = Asked(f"+3319900{5000 + number}", CALLER, sentence=sentence)
            tally.add(scenario, await converse(asked, line=trunk, audio=audio))

    await asyncio.gather(*(call(scenario, number) for scenario in wanted for number in range(each)))
    place.close()
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the sentence said in doubt gains.")
    parser.add_argument("--each", type=int, default=6, help="numbers of each scenario")
    parser.add_argument("--concurrent", type=int, default=6, help="calls at once")
    options = parser.parse_args()
    said = spoken(SENTENCE, "fr")
    if said is None:
        print("espeak-ng is missing: python tools/telephony.py installs it")
        return 1
    with MediaEngine() as media:
        for name, sentence in (("without a sentence", None), ("with one", said)):
            found = measure(each=options.each, concurrent=options.concurrent, sentence=sentence, media=media)
            print(asyncio.run(found).told(name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
