"""A small IMAP4rev1 server (RFC 3501) over a ``Store``: what a mail program needs to read, file and wait.

Not spoken: body structure and numbered parts, new folders, copying, several languages of folder names.
"""

from __future__ import annotations
