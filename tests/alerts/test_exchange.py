"""Alerts between two installations, in a signed file (A-CO-32)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.alerts.rows import LATER, NOW, make_project, make_rule, notices, tagged
from tests.factories import make_company, make_contact, make_workspace

from filon.alerts.exchange import operations
from filon.alerts.exchange.document import FORMAT, envelope
from filon.alerts.exchange.models import ExchangeKey, TrustedKey
from filon.alerts.exchange.signing import PREFIX, is_signed, new_pair, read_public, sign
from filon.alerts.fields import UpdateFields
from filon.alerts.imports import running
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.operations import start
from filon.alerts.models import AlertService, Project, ProjectUpdate
from filon.alerts.operations import add_update, add_word
from filon.alerts.states import WordKind
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import AuditEntry, Workspace

HTMX = {"HX-Request": "true"}


@pytest.fixture
def peer(workspace: Workspace) -> Iterator[Workspace]:
    """Another workspace with its own key, as another installation would be."""
    other = make_workspace(name="Maison voisine")
    with scope(other.id):
        AlertService.objects.create(active=True)
        operations.renew_key(now=NOW)
    return other


def file_of(peer: Workspace, **how: Any) -> bytes:
    with scope(peer.id):
        return operations.export(now=NOW, **how)


def believe(peer: Workspace, name: str = "Maison voisine") -> TrustedKey:
    with scope(peer.id):
        public = ExchangeKey.objects.get().public_key
    return operations.trust(name, f"{PREFIX}{public}", now=NOW)


def receive(content: bytes, **how: Any) -> ProjectImport:
    import_ = operations.receive(SimpleUploadedFile("voisine.json", content), now=how.get("now", NOW))
    running.let_in(import_.id)
    import_.refresh_from_db()
    return import_


def theirs(peer: Workspace, **fields: Any) -> Project:
    with scope(peer.id):
        company = make_company(name="Fonderie Élan", siren="732829320", postcode="59000")
        return make_project(company, **fields)


def forged(peer: Workspace, projects: list[Any], **more: Any) -> bytes:
    """A file that the peer's key signs, whatever is in it."""
    with scope(peer.id):
        key = ExchangeKey.objects.get()
    payload = json.dumps({"projects": projects, **more})  # in ASCII: what cannot be encoded is escaped
    signature = sign(payload, private=key.private_key)
    whole = {"format": FORMAT, "version": 1, "key_id": key.key_id, "signature": signature, "payload": payload}
    return json.dumps(whole).encode()


def test_a_co_32_projects_travel_in_a_signed_file_and_rules_tell_of_them(service, peer, member):
    routine, company = tagged(name="Fonderie Élan", siren="732829320")
    make_rule(routine, member)
    theirs(peer, stage="comparison", context="Un ERP de 2009", needs="Suivi")
    believe(peer)
    import_ = receive(file_of(peer))
    assert (import_.created, import_.errors) == (1, 0)
    project = Project.objects.get()
    assert (project.company, project.stage, project.context) == (company, "comparison", "Un ERP de 2009")
    assert (project.origin, project.source) == ("exchange", "Maison voisine")
    assert notices(member) == [("Remplacer l’ERP", "new", ["Nouveau projet ERP"])]


def test_the_same_file_twice_and_an_older_one_change_nothing(service, peer):
    project = theirs(peer)
    believe(peer)
    old = file_of(peer)
    receive(old)
    with scope(peer.id):
        add_update(project.id, UpdateFields(stage="purchase"), now=LATER)
    new = file_of(peer)
    receive(new, now=LATER)
    assert (Project.objects.get().stage, ProjectUpdate.objects.count()) == ("purchase", 1)
    for content in (new, old):
        assert receive(content, now=LATER).unchanged == 1
    assert (Project.objects.get().stage, ProjectUpdate.objects.count()) == ("purchase", 1)


def test_an_unknown_key_is_refused_and_nothing_is_imported(service, peer):
    theirs(peer)
    with pytest.raises(Refused) as no:
        receive(file_of(peer))
    assert no.value.code == "unknown_key"
    assert not ProjectImport.objects.exists()
    assert not Project.objects.exists()


def changed(content: bytes, **more: str) -> bytes:
    return json.dumps({**json.loads(content), **more}).encode()


def test_a_file_that_was_changed_is_refused_and_nothing_is_imported(service, peer):
    theirs(peer)
    believe(peer)
    content = file_of(peer)
    whole = json.loads(content)
    payload = whole["payload"].replace("Fonderie", "Fonderia")
    other = sign(whole["payload"], private=new_pair().private)
    for broken in (
        changed(content, payload=payload), changed(content, signature=other), changed(content, signature="?"),
        changed(content, signature=""),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            receive(broken)
        assert no.value.code == "bad_signature"
    assert not ProjectImport.objects.exists()


def test_one_believed_key_does_not_sign_for_another(service, peer):
    """Whoever is believed cannot send a file under the name of somebody else who is."""
    theirs(peer)
    believe(peer)
    third = new_pair()
    operations.trust("Tiers", third.public, now=NOW)
    with pytest.raises(Refused) as no:
        receive(changed(file_of(peer), key_id=third.key_id))
    assert no.value.code == "bad_signature"


def test_a_peer_cannot_speak_for_the_projects_of_another(service, peer):
    believe(peer)
    mine = make_project(make_company(name="Scierie"))
    theirs(peer, stage="signed")
    sent = {
        "id": str(mine.id), "company": {"name": "Autre"}, "category": {"code": "erp"}, "stage": {"code": "signed"},
    }  # fmt: skip
    assert receive(forged(peer, [sent])).created == 1
    mine.refresh_from_db()
    assert mine.stage == "awareness"


def test_a_key_that_is_removed_is_believed_no_more(service, peer):
    theirs(peer)
    key = believe(peer)
    receive(file_of(peer))
    operations.distrust(key.id, now=LATER)
    with pytest.raises(Refused):
        receive(file_of(peer))
    assert Project.objects.count() == 1
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert actions >= {"alerts.key_trusted", "alerts.key_removed"}


def test_neither_contacts_nor_users_nor_the_projects_of_others_go_out(service, peer, member):
    company = make_company(name="Scierie")
    ana = make_contact(company=company, first_name="Ana", last_name="Zzruiz", email="ana@zzruiz.example")
    project = make_project(company, title="À nous", contacts=(ana.id,))
    add_update(project.id, UpdateFields(text="Dit par Zzruiz", contacts=(ana.id,)), now=LATER, by=member.user_id)
    believe(peer)
    theirs(peer, title="À eux")
    receive(file_of(peer))
    operations.renew_key(now=NOW)
    content = operations.export(now=LATER).decode()
    assert "À nous" in content
    assert not [name for name in ("Zzruiz", "zzruiz", "À eux", member.user.email) if name in content]


def test_only_chosen_categories_go_out(service):
    make_project(title="Le progiciel")
    make_project(title="Le CRM", category="crm")
    operations.renew_key(now=NOW)
    content = operations.export(now=NOW, categories=["crm"]).decode()
    assert ("Le CRM" in content, "Le progiciel" in content) == (True, False)


def test_a_word_of_the_senders_own_is_found_by_its_label_or_refused_with_a_remedy(service, peer):
    with scope(peer.id):
        own = add_word(WordKind.CATEGORY, "Robotique")
    theirs(peer, category=own.code)
    believe(peer)
    import_ = operations.receive(SimpleUploadedFile("a.json", file_of(peer)), now=NOW)
    assert [fault["code"] for fault in import_.refused[0]["problems"]] == ["category_unknown"]
    assert not Project.objects.exists()
    mine = add_word(WordKind.CATEGORY, "robotique")
    assert receive(file_of(peer)).created == 1
    assert Project.objects.get().category == mine.code


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": "filon-alerts"}', b'{"format": "x", "version": 1}',
     b'{"format": "filon-alerts", "version": 1, "key_id": 3, "signature": [], "payload": {}}',
     b'{"format": "filon-alerts", "version": 1, "key_id": "012345678901234\\u0000", "signature": "", "payload": ""}',
     b'{"format": "filon-alerts", "version": 1, "key_id": "012345678901234\\ud800", "signature": "", "payload": ""}'],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_sentence(service, content):
    with pytest.raises(Refused) as no:
        operations.receive(SimpleUploadedFile("x.json", content), now=NOW)
    assert no.value.field == "file"
    assert not ProjectImport.objects.exists()


def test_faulty_projects_of_a_signed_file_wait_for_a_yes(service, peer):
    believe(peer)
    good = {"id": "1", "company": {"name": "Scierie"}, "category": {"code": "erp"}}
    for bad in (7, None, {}, {"company": "x"}, {"company": {"name": ["x"]}, "category": {"code": {"a": 1}}}):
        import_ = operations.receive(SimpleUploadedFile("a.json", forged(peer, [good, bad])), now=NOW)
        assert (import_.accepted, import_.errors, import_.state) == (1, 1, "checked")
    assert not Project.objects.exists()


def test_text_that_no_database_takes_comes_in_mended_or_is_told(service, peer):
    believe(peer)
    good = {"id": "1", "company": {"name": "Sci\0e\ud800rie"}, "category": {"code": "erp"}, "needs": "\udfff\0"}
    bad = {"id": "2\ud800\0", "company": {"name": "Sci\0erie\ud800"}, "category": {"code": "\0\ud800"}}
    import_ = operations.receive(SimpleUploadedFile("a.json", forged(peer, [good, bad])), now=NOW)
    assert (import_.accepted, import_.errors) == (1, 1)
    start(import_.id, ignore_errors=True)
    running.let_in(import_.id)
    project = Project.objects.get()
    assert (project.company.name, project.needs) == ("Scie\ufffdrie", "\ufffd")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "hier", "\0"])
def test_a_moment_beyond_the_calendar_is_none(service, peer, at):
    believe(peer)
    sent = {"id": "1", "company": {"name": "Scierie"}, "category": {"code": "erp"}, "changed_at": at}
    assert receive(forged(peer, [sent])).created == 1
    assert Project.objects.get().told_at is None


def test_a_peer_that_names_no_project_cannot_speak_for_ours(service, peer):
    believe(peer)
    mine = make_project(make_company(name="Scierie"), title="Remplacer l’ERP", context="À nous")
    sent = {
        "company": {"name": "Scierie"}, "title": mine.title, "category": {"code": "erp"}, "context": "À eux",
        "stage": {"code": "signed"},
    }  # fmt: skip
    for context in ("À eux", "Encore"):
        receive(forged(peer, [{**sent, "context": context}]))
        mine.refresh_from_db()
        assert (mine.context, mine.stage) == ("À nous", "awareness")
    assert not ProjectUpdate.objects.exists()


def test_a_clock_that_is_ahead_does_not_shut_a_project_to_later_news(service, peer):
    believe(peer)
    sent = {"id": "1", "company": {"name": "Scierie"}, "category": {"code": "erp"}, "changed_at": "2999-01-01T00:00:00"}
    receive(forged(peer, [sent]))
    assert Project.objects.get().told_at == NOW
    later = {**sent, "stage": {"code": "signed"}, "changed_at": (NOW + timedelta(hours=2)).isoformat()}
    assert receive(forged(peer, [later]), now=LATER).updated == 1


def test_another_version_says_what_to_do(service, peer):
    theirs(peer)
    whole = {**json.loads(file_of(peer)), "version": 2}
    with pytest.raises(Refused) as no:
        envelope(json.dumps(whole).encode())
    assert no.value.code == "other_version"


def test_more_projects_than_a_file_takes_are_refused_and_not_cut(service, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(operations, "MOST_PROJECTS", 1)
    operations.renew_key(now=NOW)
    make_project()
    operations.export(now=NOW)
    make_project()
    with pytest.raises(Refused) as no:
        operations.export(now=NOW)
    assert (no.value.field, no.value.code) == ("categories", "too_many")


def test_without_a_key_or_a_project_nothing_is_exported(service):
    with pytest.raises(Refused) as no:
        operations.export(now=NOW)
    assert no.value.code == "key_missing"
    operations.renew_key(now=NOW)
    with pytest.raises(Refused) as no:
        operations.export(now=NOW)
    assert no.value.code == "nothing_to_export"


def test_the_private_half_is_encrypted_and_never_shown(service, office):
    operations.renew_key(now=NOW)
    private = ExchangeKey.objects.get().private_key
    page = office.get("/alertes/echange/").content.decode()
    assert ExchangeKey.objects.get().public_key in page
    assert private not in page


@pytest.mark.parametrize("text", ["", "abc", "filon-ed25519:", "A" * 44, "filon-ed25519:" + "/" * 400])
def test_what_is_no_public_key_is_refused(service, text):
    with pytest.raises(Refused) as no:
        operations.trust("Voisin", text, now=NOW)
    assert no.value.code == "not_a_key"


def test_a_key_is_believed_once_and_not_ones_own(service, peer):
    believe(peer)
    with pytest.raises(Refused) as no:
        believe(peer)
    assert no.value.code == "key_known"
    mine = operations.renew_key(now=NOW)
    with pytest.raises(Refused) as no:
        operations.trust("Moi", mine.public_key, now=NOW)
    assert no.value.code == "own_key"


def test_a_manager_makes_believes_exports_and_receives_on_one_page(service, peer, office: Client, browser: Client):
    assert browser.get("/alertes/echange/").status_code == 403
    office.post("/alertes/echange/cle/")
    make_project()
    sent = office.post("/alertes/echange/export/", {})
    assert json.loads(sent.content)["format"] == FORMAT
    with scope(peer.id):
        public = ExchangeKey.objects.get().public_key
    office.post("/alertes/echange/cles/nouvelle/", {"name": "Voisine", "key": PREFIX + public}, headers=HTMX)
    theirs(peer, title="Chez Élan")
    file = SimpleUploadedFile("voisine.json", file_of(peer))
    answer = office.post("/alertes/echange/reception/", {"file": file})
    import_ = ProjectImport.objects.get()
    assert answer["Location"] == f"/alertes/imports/{import_.id}/"
    broken = SimpleUploadedFile("x.json", changed(file_of(peer), signature="AAAA"))
    page = office.post("/alertes/echange/reception/", {"file": broken})
    assert page.status_code == 422
    assert "La signature ne correspond pas" in page.content.decode()
    assert ProjectImport.objects.count() == 1


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_signature_holds_for_its_text_alone(text, other):
    pair = PAIR
    made = sign(text, private=pair.private)
    assert is_signed(text, signature=made, public=pair.public)
    assert is_signed(other, signature=made, public=pair.public) == (other == text)


PAIR = new_pair()


def test_a_public_key_is_read_as_people_pass_it_on():
    spaced = f"  {PREFIX}{PAIR.public[:20]}\n{PAIR.public[20:]} "
    assert read_public(spaced) == (PAIR.key_id, PAIR.public)
