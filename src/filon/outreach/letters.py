"""A message ready to be filled in for one person: what every kind of programme hands to the email channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from filon.actions.people import Recipient
from filon.actions.situation import COMPLETE, Content, Due
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox, Message
from filon.mail.rendering import CompiledMessage, TemplateFaults
from filon.outreach.composing import Manner, compiled, variables_of
from filon.outreach.counting import NOTHING, Counted, countable
from filon.outreach.models import Step
from filon.tenants.models import Workspace

LINK_TO_COME = "https://filon.example/"
"""Stands for the way out, which every message will have."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the email channel needs to write to one person. ``earlier`` is what it continues, if anything, in
    the thread ``thread_id``.

    ``hurried``: the workspace has its limits off. ``counted``: what is of this person.
    """

    message: CompiledMessage
    mailbox: Mailbox
    variables: Mapping[str, str]
    earlier: Message | None = None
    thread_id: UUID | None = None
    hurried: bool = False
    counted: Counted = NOTHING


@dataclass(frozen=True, slots=True)
class Writing:
    """What a programme writes: the words of a step, signed by a mailbox. ``website`` is what ``{{ site }}`` gives.

    ``counts``: clicks may be counted, of those of whom they are. ``importance`` is a word of RFC 4021, or "".
    ``language`` is that of its readers, "" for the workspace's; ``newsletter`` names the one that it is of, or "".
    """

    step: Step
    mailbox: Mailbox
    website: str = ""
    counts: bool = True
    earlier: Message | None = None
    thread_id: UUID | None = None
    importance: str = ""
    language: str = ""
    newsletter: str = ""

    def manner(self, *, counted: Counted, informs: bool) -> Manner:
        return Manner(counted, informs, self.importance, self.language, self.newsletter)


@dataclass(slots=True)
class Letters:
    """What the letters of a batch share: each text is compiled once for those of whom the same is counted and who are
    told the same."""

    workspace: Workspace
    mailboxes: Mapping[UUID, Mailbox]
    countable: Mapping[UUID, Counted]
    compiled: dict[tuple[UUID, UUID, Manner], CompiledMessage | Content] = field(default_factory=dict)

    def to(self, person: Recipient, writing: Writing) -> tuple[Content, Letter | None]:
        """The letter and what it lacks for this person; None when the text itself cannot be read."""
        counted = self.countable.get(person.id, NOTHING) if writing.counts else NOTHING
        message = self._compile(writing, writing.manner(counted=counted, informs=not person.informed))
        if isinstance(message, Content):
            return message, None
        letter = Letter(
            message=message,
            mailbox=writing.mailbox,
            variables=variables_of(
                person, website=writing.website, language=writing.language or self.workspace.language
            ),
            earlier=writing.earlier,
            thread_id=writing.thread_id if writing.earlier else None,
            hurried=self.workspace.limits_off,
            counted=counted,
        )
        return _lacks(letter), letter

    def _compile(self, writing: Writing, manner: Manner) -> CompiledMessage | Content:
        """The step as this mailbox sends it, or what is wrong with it."""
        key = (writing.step.id, writing.mailbox.id, manner)
        found = self.compiled.get(key)
        if found is None:
            try:
                found = compiled(writing.step, mailbox=writing.mailbox, workspace=self.workspace, manner=manner)
            except TemplateFaults as faults:
                found = Content(markers=tuple(fault.text or fault.code for fault in faults.faults))
            self.compiled[key] = found
        return found


def letters_for(batch: Sequence[Due], *, people: Mapping[UUID, Recipient]) -> Letters:
    """What the letters of these actions share, in two queries, and one more where anything is counted."""
    workspace = Workspace.objects.get(id=current_workspace())
    lanes = {due.lane_id for due in batch}
    return Letters(
        workspace=workspace,
        mailboxes={m.id: m for m in Mailbox.objects.filter(id__in=lanes).select_related("owner")},
        countable=countable(people.values(), workspace=workspace),
    )


def _lacks(letter: Letter) -> Content:
    missing = letter.message.missing({**letter.variables, "unsubscribe_link": LINK_TO_COME})
    if not letter.message.subject and letter.earlier is None:
        missing = (*missing, "subject")
    return Content(missing, letter.message.markers) if missing or letter.message.markers else COMPLETE
