"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("mail_mailbox", "mail_message"),
        definer(
            "mail_readable_mailboxes()",
            "table (workspace_id uuid, mailbox_id uuid)",
            "select workspace_id, id from mail_mailbox where imap_host <> '' and state in ('connected', 'broken')",
        ),
        definer(
            "mail_broken_mailboxes()",
            "table (workspace_id uuid, mailbox_id uuid)",
            "select workspace_id, id from mail_mailbox where state = 'broken' and trouble <> ''",
        ),
    ]
