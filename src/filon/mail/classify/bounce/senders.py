"""Who speaks: a mail server, a robot, or somebody."""

from __future__ import annotations

import re

from filon.mail.classify.mime import Headers
from filon.mail.classify.wording import folded

_DAEMON = re.compile(
    r"mailer-?daemon|mail-?daemon|post_?master|(?:e-?)?mail[ ._]?delivery|delivery[ ._]?(?:sub)?system|"
    r"delivery-?(?:failure|status|notification)|microsoftexchange|mdaemon|smtp-?daemon|\bdaemon\b|"
    r"mail[ ._]?system|system ?administrator|administrateur systeme|administrador del sistema|"
    r"amministratore di sistema|\bbounces?\b|internet mail delivery|mail ?router|mail ?transport|undeliver|"
    r"non-?delivery|smtp_mail_service|smtp[ _-]?(?:server|gateway)|mail administrator"
)
_ROBOT = re.compile(r"no-?_?reply|ne-?pas-?repondre|do-?not-?reply|service|info@|support|system|admin|robot|automat")


def is_daemon(headers: Headers) -> bool:
    """A mail server's own name in From or Sender."""
    sender = _sender(headers)
    return bool(_DAEMON.search(sender)) or sender.replace(" ", "").endswith("<>")


def is_robot(headers: Headers) -> bool:
    """A name that no single person writes under."""
    return bool(_ROBOT.search(_sender(headers)))


def has_null_path(headers: Headers) -> bool:
    """`Return-Path: <>`: nobody wants to hear of it (RFC 5321 §4.5.5); people's mail never has it."""
    return headers.raw("return-path").replace(" ", "") == "<>"


def _sender(headers: Headers) -> str:
    return folded(headers.text("from") or headers.text("sender"))
