"""Nothing of an erased person stays in projects, nor in the files they came from."""

from __future__ import annotations

from tests.alerts.rows import LATER, NOW, make_project
from tests.factories import make_company, make_contact

from filon.alerts.fields import UpdateFields
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.models import Project, ProjectUpdate
from filon.alerts.operations import add_update
from filon.crm.operations import erase_contact

SAID = "Un ERP de 2009.\nVoir ana@elan.example ou 06 39 98 12 34.\nTrois sites."
LEFT = "Un ERP de 2009.\nTrois sites."


def test_lines_with_the_address_or_number_of_an_erased_person_go(service):
    company = make_company()
    ana = make_contact(company=company, email="ana@elan.example", mobile="+33639981234")
    project = make_project(company, context=SAID, needs="Suivi")
    add_update(project.id, UpdateFields(text=SAID), now=LATER)
    other = make_project(company, context="Rien d’elle")
    erase_contact(ana.id, now=LATER)
    kept = Project.objects.get(id=project.id)
    assert (kept.context, kept.needs) == (LEFT, "Suivi")
    assert "elan" not in kept.text_key
    assert ProjectUpdate.objects.get().text == LEFT
    assert Project.objects.get(id=other.id).context == "Rien d’elle"


def test_a_file_keeps_the_places_of_its_rows_and_forgets_what_was_in_them(service):
    ana = make_contact(email="ana@elan.example")
    waiting = Entry(2, "Élan", "", "", "Voir ana@elan.example", "erp", "", SAID, "", "ana@elan.example", "")
    fault = {"row": 3, "column": "E-mail", "value": "ana@elan.example", "code": "contact_unknown", "message": "?"}
    row = {"row": 3, "cells": ["Élan", "ana@elan.example"], "problems": [fault]}
    ProjectImport.objects.create(name="a.csv", entries=[list(waiting)], refused=[row], created_at=NOW)
    erase_contact(ana.id, now=LATER)
    import_ = ProjectImport.objects.get()
    assert import_.refused == [{"row": 3, "cells": [], "problems": [{**fault, "value": ""}]}]
    (entry,) = (Entry(*each) for each in import_.entries)
    assert (entry.company, entry.title, entry.context, entry.contact) == ("Élan", "", LEFT, "")


def test_a_title_with_the_number_of_an_erased_person_gives_way_to_the_category(service):
    company = make_company()
    ana = make_contact(company=company, mobile="+33639981234")
    project = make_project(company, title="Rappeler Ana au 06.39.98.12.34", context="Trois sites.")
    erase_contact(ana.id, now=LATER)
    project.refresh_from_db()
    assert (project.title, project.title_key, project.context) == ("Projet ERP", "projet erp", "Trois sites.")
