"""Who may see a campaign, when it likes to send, how often a person was followed up by hand.

Campaigns that exist were shown to the people chosen for them, and stay so; new ones are for everybody.
"""

from __future__ import annotations

from django.db import migrations, models

CHOICES = [("everybody", "Toute l’équipe"), ("chosen", "Les personnes choisies")]


class Migration(migrations.Migration):
    dependencies = [("outreach", "0003_fewer_indexes")]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="access",
            field=models.CharField(choices=CHOICES, default="chosen", max_length=9),
        ),
        migrations.AlterField(
            model_name="campaign",
            name="access",
            field=models.CharField(choices=CHOICES, default="everybody", max_length=9),
        ),
        migrations.AddField(
            model_name="campaign",
            name="adaptive",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="favourite_minute",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
