"""Rows that wait have one name in every room."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("calls", "0013_recorded_sentence")]

    operations = [migrations.RenameField(model_name="prospectimport", old_name="lines", new_name="entries")]
