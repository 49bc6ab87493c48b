"""Messages from the words people write: variables, markup, and bytes ready for SMTP.

compiled = compile_message(MessageTemplate(subject="Bonjour {{ prenom | à vous }}", body="…"), sender)
raw = compiled.render(MessageValues(to="…", message_id=message_id(action.id, domain), date=now))
"""

from __future__ import annotations

from filon.mail.rendering.compiled import CompiledMessage
from filon.mail.rendering.compiler import check_template, compile_message
from filon.mail.rendering.faults import Fault, MissingVariable, TemplateFaults, UnsendableAddress
from filon.mail.rendering.headers import is_sendable
from filon.mail.rendering.identity import action_of, bare, message_id
from filon.mail.rendering.language import markers
from filon.mail.rendering.message import MessageTemplate, MessageValues, Sender
from filon.mail.rendering.variables import VARIABLES, Variable

__all__ = [
    "VARIABLES",
    "CompiledMessage",
    "Fault",
    "MessageTemplate",
    "MessageValues",
    "MissingVariable",
    "Sender",
    "TemplateFaults",
    "UnsendableAddress",
    "Variable",
    "action_of",
    "bare",
    "check_template",
    "compile_message",
    "is_sendable",
    "markers",
    "message_id",
]
