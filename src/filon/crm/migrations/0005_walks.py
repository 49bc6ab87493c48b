"""The orders of the list of contacts include what a search asks of each row, which must fit into an index page."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models.functions import Left

WALKED = ("search", "email_state", "phone", "mobile")
ORDERS = {
    "contact_by_name": ["workspace", "name_key", "id"],
    "contact_by_company": ["workspace", "company_key", "id"],
    "contact_by_update": ["workspace", "-updated_at", "-id"],
}
SEARCH = models.GeneratedField(
    db_persist=True,
    expression=SearchVector(Left("name_key", 60), Left("company_key", 100), Left("email", 120), config="simple"),
    output_field=SearchVectorField(),
)
LOOKED_UP = GinIndex(fastupdate=False, fields=["search"], name="contact_search")


class Migration(migrations.Migration):
    dependencies = [("crm", "0004_contact_bounced")]

    operations = [
        *(migrations.RemoveIndex(model_name="contact", name=name) for name in (*ORDERS, "contact_search")),
        migrations.RemoveField(model_name="contact", name="search"),
        migrations.AddField(model_name="contact", name="search", field=SEARCH),
        *(
            migrations.AddIndex(model_name="contact", index=models.Index(fields=fields, include=WALKED, name=name))
            for name, fields in ORDERS.items()
        ),
        migrations.AddIndex(model_name="contact", index=LOOKED_UP),
    ]
