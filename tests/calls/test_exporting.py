from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from tests.factories import make_call_campaign, make_company, make_member, make_prospect

from filon.calls import reachability
from filon.calls.columns import RESULTS
from filon.calls.exporting import export_csv
from filon.calls.imports import operations, running
from filon.calls.imports.template import LABELS
from filon.calls.models import CallCampaign
from filon.calls.reachability import Observed
from filon.calls.states import ProspectState
from filon.kernel.clock import SystemClock, VirtualClock
from filon.tenants.models import Member, Workspace

HUMAN = reachability.score(Observed("human", 2, 65, 4))


def lines_of(campaign: CallCampaign) -> list[dict[str, str]]:
    text = b"".join(export_csv(campaign)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def make_called(campaign: CallCampaign, **more: object) -> None:
    values = {
        "state": ProspectState.DONE,
        "nature": "human",
        "level": 2,
        "score": HUMAN.value,
        "parts": HUMAN.stored(),
        "attempts_made": 2,
        "hold_s": 65.0,
        "ring_s": 4.2,
        **more,
    }
    make_prospect(campaign, **values)


def test_st_57_st_99_all_columns_of_the_model_and_all_results_are_there(workspace: Workspace) -> None:
    campaign = make_call_campaign()
    make_called(campaign, phone="+33199001234", company=make_company(name="Fonderie"), label="Siège")
    (line,) = lines_of(campaign)
    assert list(line) == [*map(str, LABELS.values()), *map(str, RESULTS.values())]
    told = {
        "Téléphone": "01 99 00 12 34",
        "Société": "Fonderie",
        "Libellé": "Siège",
        "Nature du standard": "Humain",
        "Statut": "",
        "Niveau": "À appeler ensuite",
        "Couleur": "orange",
        "Score de joignabilité": "65",
        "Points de tentatives": "25",
        "Points d’attente": "20",
        "Points de nature": "20",
        "Tentatives": "2",
        "Sonnerie (s)": "4,2",
        "Attente (s)": "65",
    }
    assert {name: line[name] for name in told} == told


def test_an_export_says_what_the_page_says_of_rows_without_a_level(workspace: Workspace) -> None:
    campaign = make_call_campaign()
    make_prospect(campaign, phone="+33199001201")
    make_prospect(campaign, phone="+33199001202", attempts_made=1, nature="voicemail")
    make_called(campaign, phone="+33199001203", nature="unassigned", level=3)
    make_called(campaign, phone="+33199001204", state=ProspectState.WAITING, nature="ivr", level=None)
    told = [(line["Niveau"], line["Commentaire"]) for line in lines_of(campaign)]
    assert told == [
        ("Pas encore appelé", ""), ("À rappeler", ""), ("À ne pas appeler", "Ce numéro n’est pas attribué."),
        ("À rappeler", ""),
    ]  # fmt: skip


def test_no_cell_of_an_export_runs_as_a_formula(workspace: Workspace) -> None:
    campaign = make_call_campaign()
    make_prospect(
        campaign, label='=HYPERLINK("http://x.example")', columns={"company": "@SUM(A1)"}, phone="+3225551234"
    )
    (line,) = lines_of(campaign)
    cells = (line["Téléphone"], line["Libellé"], line["Société"])
    assert all(cell.startswith("'") for cell in cells)


def test_an_export_comes_back_as_it_was(workspace: Workspace, clock: VirtualClock) -> None:
    source, target = make_call_campaign(), make_call_campaign()
    make_called(source, phone="+33199001234", label="=1+1")
    columns = {"company": "Bruxelles SA", "reference": "B-2"}
    make_prospect(source, phone="+3225551234", label="Usine", columns=columns)
    content = SimpleUploadedFile("export.csv", b"".join(export_csv(source)))
    import_ = operations.upload(target, content, now=clock.now())
    running.let_in(import_.id)
    rows = target.prospects.order_by("position").values_list("phone", "label", "columns")
    assert list(rows) == [
        ("+33199001234", "=1+1", {}),
        ("+3225551234", "Usine", columns),
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_export_in_another_language_comes_back_too(workspace: Workspace, clock: VirtualClock, language: str) -> None:
    source, target = make_call_campaign(), make_call_campaign()
    make_called(source, phone="+33199001234")
    with translation.override(language):
        content = SimpleUploadedFile("export.csv", b"".join(export_csv(source)))
    import_ = operations.upload(target, content, now=clock.now())
    assert (import_.accepted, import_.errors) == (1, 0)


def test_st_57_exporter_downloads_the_file(workspace: Workspace, client_for: Callable[[Member], Client]) -> None:
    campaign = make_call_campaign(name="Fonderies du Rhône")
    make_called(campaign)
    answer = client_for(make_member(workspace)).get(f"/appels/{campaign.id}/export.csv")
    assert 'filename="fonderies-du-rhone-20' in answer["Content-Disposition"]
    assert len(answer.content.splitlines()) == 2


def test_a_download_is_named_by_the_day_where_the_campaign_is(
    workspace: Workspace, client_for: Callable[[Member], Client]
) -> None:
    campaign = make_call_campaign(name="Nuit")
    midnight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Paris
    Workspace.objects.filter(id=workspace.id).update(clock_offset=midnight - SystemClock().now())
    browser = client_for(make_member(workspace))
    assert "nuit-2026-11-24.csv" in browser.get(f"/appels/{campaign.id}/export.csv")["Content-Disposition"]
    assert browser.get("/appels/nouvelle/reglages/").context["form"]["name"].value() == "Appels du 24 novembre"
