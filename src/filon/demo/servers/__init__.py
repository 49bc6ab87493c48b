"""The mail sandbox: a real SMTP server and a real IMAP server, on loopback, from which nothing ever leaves."""

from __future__ import annotations
