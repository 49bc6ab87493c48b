import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import definer, policy


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0005_running"),
        ("crm", "0006_import_journal"),
        ("directory", "0002_row_level_security"),
        ("tenants", "0006_address_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CallHook",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("label", models.CharField(max_length=80)),
                ("token_hash", models.BinaryField(unique=True)),
                ("fields", models.JSONField(default=dict)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HeardMenu",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("phone", models.CharField(max_length=20)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("text", models.TextField(blank=True)),
                ("transcriber", models.CharField(blank=True, max_length=60)),
                ("options", models.JSONField(default=list)),
                ("heard_at", models.DateTimeField()),
                (
                    "attempt",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="calls.attempt"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.company",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "phone", "-heard_at"], name="menu_of_number"),
                    models.Index(fields=["company", "-heard_at"], name="menu_of_company"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundCall",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("source", models.CharField(max_length=60)),
                ("call_key", models.CharField(max_length=200)),
                ("caller", models.CharField(blank=True, max_length=20)),
                ("called", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.company",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.contact"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["workspace", "-at", "-id"], name="missed_call_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "source", "call_key"), name="one_row_per_missed_call")
                ],
            },
        ),
        *policy("calls_callhook", "calls_inboundcall", "calls_heardmenu"),
        definer(
            "calls_call_hook_of(hash bytea)",
            "table (workspace_id uuid, hook_id uuid)",
            "select workspace_id, id from calls_callhook where token_hash = hash",
        ),
    ]
