from __future__ import annotations

import pytest
from tests.factories import make_call_campaign, make_company, make_contact, make_full_campaign

from filon.calls.erasing import forget_calls
from filon.calls.imports.models import ProspectImport
from filon.calls.imports.operations import start
from filon.calls.imports.running import let_in
from filon.calls.models import Prospect
from filon.crm.imports.strict.states import ImportState
from filon.crm.operations import erase_contact
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Workspace

NUMBER, OTHER = "+33199000777", "+33199000778"
LINES = [[2, NUMBER, "landline", "Ligne de Zoé", "", ""], [3, OTHER, "landline", "Exemple", "", ""]]


def test_a_number_that_waits_in_a_file_goes_with_its_person(workspace: Workspace, clock: VirtualClock) -> None:
    contact = make_contact(phone=NUMBER)
    campaign = make_call_campaign()
    file = ProspectImport.objects.create(
        campaign=campaign, name="a.csv", rows=2, accepted=2, entries=LINES, created_at=clock.now()
    )
    erase_contact(contact.id, now=clock.now())
    file.refresh_from_db()
    assert (file.entries, file.accepted) == ([LINES[1]], 1)
    start(file.id, ignore_errors=False)
    let_in(file.id)
    file.refresh_from_db()
    assert (file.state, file.created) == (ImportState.DONE, 1)
    assert list(Prospect.objects.values_list("phone", flat=True)) == [OTHER]


def test_lines_of_files_with_a_person_s_name_at_their_company_go_and_a_namesake_s_stay(
    workspace: Workspace, clock: VirtualClock
) -> None:
    zoe = ["Zoé", "Le Goff", "DSI", "", ""]
    lines = [
        [2, NUMBER, "landline", "Acme", "", "", *zoe, ""],
        [3, NUMBER, "landline", "ACME SA", "", "", *zoe, "73282932000074"],
        [4, OTHER, "landline", "Autre", "", "", *zoe, ""],
    ]
    refused = [{"row": 5 + n, "cells": [company, *zoe], "problems": []} for n, company in enumerate(["acme", "Autre"])]
    file = ProspectImport.objects.create(
        campaign=make_full_campaign(),
        name="a.csv",
        rows=5,
        accepted=3,
        entries=lines,
        refused=refused,
        created_at=clock.now(),
    )
    company = make_company(name="Acme", siren="732829320")
    erase_contact(make_contact(company=company, first_name="Zoé", last_name="Le Goff", email="").id, now=clock.now())
    file.refresh_from_db()
    assert ([line[0] for line in file.entries], file.accepted) == ([4], 1)
    assert [row["cells"][:1] for row in file.refused] == [[], ["Autre"]]


@pytest.mark.django_db(transaction=True)
def test_the_loop_that_wipes_calls_brings_a_transaction_of_its_own(workspace: Workspace) -> None:
    assert forget_calls() == 0
