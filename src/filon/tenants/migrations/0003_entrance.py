"""Changes of address, locked addresses, photos out of the public folder; and walls around members, invitations and keys.

These three are read before a scope is open, because they decide it. So: without a scope they can be read and nothing
else, inside a scope they are those of its workspace only.
"""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
import filon.tenants.storage
from filon.kernel.rls import APP_ROLE, HERE

TABLES = ("tenants_member", "tenants_invitation", "tenants_apikey")


def walls(table: str) -> migrations.RunSQL:
    ours = f"workspace_id = {HERE}"
    return migrations.RunSQL(
        f'alter table "{table}" enable row level security; '
        f'create policy reading on "{table}" for select to {APP_ROLE} using ({HERE} is null or {ours}); '
        f'create policy adding on "{table}" for insert to {APP_ROLE} with check ({ours}); '
        f'create policy changing on "{table}" for update to {APP_ROLE} using ({ours}) with check ({ours}); '
        f'create policy removing on "{table}" for delete to {APP_ROLE} using ({ours})',
        f'drop policy reading on "{table}"; drop policy adding on "{table}"; drop policy changing on "{table}"; '
        f'drop policy removing on "{table}"; alter table "{table}" disable row level security',
    )


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_row_level_security")]
    operations = [
        migrations.AddField(
            model_name="workspace",
            name="locks_email",
            field=models.BooleanField(
                default=False, verbose_name="seuls les responsables changent les adresses de connexion"
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="photo",
            field=models.FileField(blank=True, storage=filon.tenants.storage.photo_storage, upload_to="photos/"),
        ),
        migrations.CreateModel(
            name="EmailChange",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("old_email", models.EmailField(max_length=254)),
                ("new_email", models.EmailField(max_length=254)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("old_confirmed_at", models.DateTimeField(null=True)),
                ("new_confirmed_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="email_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["user"],
                        name="one_open_email_change",
                        condition=models.Q(done_at=None, cancelled_at=None),
                    )
                ],
            },
        ),
        *(walls(table) for table in TABLES),
    ]
