import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
import filon.kernel.secrets


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0006_address_requests"),
        ("timeline", "0001_event"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("event_id", models.UUIDField()),
                ("event_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "En attente"), ("delivered", "Livrée"), ("failed", "Échouée")],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("attempts_made", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("last_code", models.PositiveSmallIntegerField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=20)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="WebhookAttempt",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("code", models.PositiveSmallIntegerField(null=True)),
                ("error", models.CharField(blank=True, max_length=20)),
                ("took_ms", models.PositiveIntegerField()),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="timeline.webhookdelivery",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("label", models.CharField(blank=True, max_length=120)),
                ("url", models.URLField(max_length=500)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("origin_id", models.UUIDField(null=True)),
                ("secret", filon.kernel.secrets.EncryptedTextField()),
                ("former_secret", filon.kernel.secrets.EncryptedTextField(blank=True)),
                ("former_until", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("stopped", "En pause"), ("disabled", "Désactivée")],
                        default="active",
                        max_length=8,
                    ),
                ),
                ("failing_since", models.DateTimeField(null=True)),
                ("rests_until", models.DateTimeField(null=True)),
                ("turn_at", models.DateTimeField(null=True)),
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
        ),
        migrations.AddField(
            model_name="webhookdelivery",
            name="endpoint",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="timeline.webhookendpoint",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.UniqueConstraint(fields=("workspace", "origin_id"), name="one_endpoint_per_origin"),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["endpoint", "next_at"], name="webhook_due"
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(fields=["endpoint", "-created_at", "-id"], name="webhook_newest"),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(fields=("endpoint", "event_id"), name="one_delivery_per_event"),
        ),
    ]
