"""Row-level security for the tables of this room."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy(
            "alerts_project",
            "alerts_projectupdate",
            "alerts_projectcontact",
            "alerts_projectnotice",
            "alerts_projectimport",
            "alerts_alertword",
            "alerts_alertservice",
            "alerts_alertrule",
            "alerts_rulerecipient",
            "alerts_categoryfollow",
            "alerts_exchangekey",
            "alerts_trustedkey",
        ),
    ]
