"""Each message is written twice: let the second time touch no index, and leave room for it on the page."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0001_initial"),
        ("mail", "0003_handled"),
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="message",
            name="message_by_state",
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="message_uncertain",
        ),
        migrations.AddField(
            model_name="message",
            name="doubted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="contact",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="messages",
                to="crm.contact",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="mailbox",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="mail.mailbox"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenants.workspace",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("direction", "out")), fields=["mailbox", "at"], name="message_sent_from"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("doubted_at__isnull", False)),
                fields=["workspace", "at", "id"],
                name="message_uncertain",
            ),
        ),
        migrations.RunSQL(
            "alter table mail_message set (fillfactor = 50)", "alter table mail_message reset (fillfactor)"
        ),
    ]
