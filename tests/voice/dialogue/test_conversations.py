"""Written conversations, each with what must be found out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.voice.dialogue.playing import paul, play

from filon.voice.dialogue.findings import Finding, Findings, Verdict

HERE = Path(__file__).parent
UNSEEN_RIGHT = 0.9
"""At least this share of the conversations that nothing was tuned on comes out right in every field."""


@dataclass(frozen=True)
class Conversation:
    name: str
    says: tuple[str, ...]
    finds: dict[str, Any]
    brief: dict[str, Any]


def conversations(name: str) -> list[Conversation]:
    entries = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["conversation"]
    return [Conversation(each.pop("name"), tuple(each.pop("says")), each.pop("finds"), each) for each in entries]


def told(finding: Finding) -> str:
    """« modified: Claire Fontaine, directrice » ; a question mark where it is in doubt."""
    if finding.verdict is Verdict.MODIFIED:
        value = ", ".join(filter(None, (finding.value, finding.title)))
        return f"modified: {value}{' ?' if finding.doubt else ''}"
    return f"{finding.verdict}: {finding.reason}" if finding.reason else str(finding.verdict)


def summary(found: Findings) -> dict[str, Any]:
    fields = {name: told(getattr(found, name)) for name in ("person", "email", "phone")}
    facts = {"barrier": str(found.barrier), "objected": found.objected, "put_through": found.put_through}
    everything = {**fields, **facts, "advice": sorted(found.advice)}
    return {name: value for name, value in everything.items() if value not in ("untouched", "", False, [])}


def outcome(conversation: Conversation) -> dict[str, Any]:
    return summary(play(paul(**conversation.brief), conversation.says).dialogue.findings())


def expected(conversation: Conversation) -> dict[str, Any]:
    advice = {"advice": sorted(conversation.finds["advice"])} if "advice" in conversation.finds else {}
    return {**conversation.finds, **advice}


@pytest.mark.parametrize("conversation", conversations("conversations"), ids=lambda each: each.name)
def test_a_conversation_finds_out_what_was_said(conversation: Conversation) -> None:
    assert outcome(conversation) == expected(conversation)


def test_most_conversations_that_nothing_was_tuned_on_come_out_right() -> None:
    unseen = conversations("unseen")
    wrong = [each.name for each in unseen if outcome(each) != expected(each)]

    assert len(unseen) - len(wrong) >= UNSEEN_RIGHT * len(unseen), wrong
