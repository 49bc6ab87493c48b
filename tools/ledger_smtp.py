"""The SMTP server with a ledger of `filon.mail.sink`, from a checkout: `python tools/ledger_smtp.py --ledger FILE`."""

from __future__ import annotations

from filon.mail.sink import main

if __name__ == "__main__":
    main()
