"""Row-level security for the ledger, which the application may add to and read."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import append_only, policy


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("kernel", "0001_role")]
    operations = [*policy("billing_creditentry"), append_only("billing_creditentry")]
