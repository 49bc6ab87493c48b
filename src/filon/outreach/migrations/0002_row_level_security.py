"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy(
            "outreach_sequence",
            "outreach_sequenceversion",
            "outreach_step",
            "outreach_campaign",
            "outreach_campaignviewer",
            "outreach_enrolment",
        ),
    ]
