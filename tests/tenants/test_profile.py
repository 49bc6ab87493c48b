"""What people decide about their own account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows import reauthentication
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.factories import PASSWORD, make_manager, make_workspace

from filon.tenants import operations
from filon.tenants.middleware import SEEN_EVERY_S, SEEN_KEY
from filon.tenants.models import AuditEntry, Member, User
from filon.tenants.queries import before_scope

Browser = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


def picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), **extra: Any) -> bytes:
    kept = BytesIO()
    Image.new("RGB", size, "#4656de").save(kept, form, **extra)
    return kept.getvalue()


def upload(browser: Client, content: bytes, name: str = "moi.jpg") -> Any:
    return browser.post("/profil/photo/", {"photo": SimpleUploadedFile(name, content)})


def test_st_3_the_personal_area_leads_to_the_profile_and_out(member: Member, client_for: Browser) -> None:
    page = client_for(member).get("/profil/").content.decode()
    assert "Accéder à mon profil" in page
    assert 'action="/compte/logout/"' in page


def test_st_4_names_change_after_a_confirmation_of_identity(
    member: Member, client_for: Browser, fresh_client: Browser
) -> None:
    names = {"first_name": "Paulin", "last_name": "Grand"}
    stale = client_for(member).post("/profil/nom/", names)
    assert stale["Location"].startswith("/compte/reauthenticate/")
    assert User.objects.get(pk=member.user_id).name == "Paul Petit"
    browser = fresh_client(member)
    assert "Continuer" in browser.get("/profil/nom/").content.decode()
    assert browser.post("/profil/nom/", names)["Location"] == "/profil/"
    assert User.objects.get(pk=member.user_id).name == "Paulin Grand"
    assert AuditEntry.objects.filter(action="user.renamed", target="Paulin Grand").count() == 1


def test_a_name_cannot_be_emptied(member: Member, fresh_client: Browser) -> None:
    answer = fresh_client(member).post("/profil/nom/", {"first_name": " ", "last_name": ""})
    assert answer.status_code == 422
    assert User.objects.get(pk=member.user_id).name == "Paul Petit"


def test_st_102_a_confirmation_is_asked_again_after_five_minutes(
    member: Member, fresh_client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = fresh_client(member)
    later = reauthentication.time.time() + 301
    monkeypatch.setattr(reauthentication.time, "time", lambda: later)
    assert browser.get("/profil/nom/")["Location"].startswith("/compte/reauthenticate/")


def test_ol_1_a_st_20_the_password_changes_in_the_profile(member: Member, client: Client) -> None:
    client.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})
    chosen = {"oldpassword": PASSWORD, "password1": "une autre phrase longue", "password2": "une autre phrase longue"}
    assert client.post("/compte/password/change/", chosen)["Location"] == "/profil/"
    assert User.objects.get(pk=member.user_id).check_password("une autre phrase longue")
    assert client.get("/profil/").status_code == 200


def test_a_new_password_signs_the_other_devices_out(member: Member, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        browser.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})
    chosen = {"oldpassword": PASSWORD, "password1": "une autre phrase longue", "password2": "une autre phrase longue"}
    client.post("/compte/password/change/", chosen)
    assert other.get("/profil/")["Location"].startswith("/compte/login/")


def test_ol_2_the_new_password_must_be_confirmed(member: Member, client_for: Browser) -> None:
    chosen = {"oldpassword": PASSWORD, "password1": "une autre phrase longue", "password2": "une phrase différente"}
    answer = client_for(member).post("/compte/password/change/", chosen)
    assert answer.status_code == 200
    assert User.objects.get(pk=member.user_id).check_password(PASSWORD)


def test_ol_6_language_zone_and_theme_are_kept(member: Member, client_for: Browser) -> None:
    browser = client_for(member)
    wanted = {"language": "es", "time_zone": "Europe/Madrid", "theme": "dark"}
    assert browser.post("/profil/", wanted)["Location"] == "/profil/"
    user = User.objects.get(pk=member.user_id)
    assert (user.language, user.time_zone, user.theme) == ("es", "Europe/Madrid", "dark")
    page = browser.get("/profil/").content.decode()
    assert '<html lang="es" data-theme="dark"' in page


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"theme": "pink"}])
def test_a_choice_that_does_not_exist_is_refused(member: Member, client_for: Browser, wrong: dict[str, str]) -> None:
    kept = {"language": "fr", "time_zone": "Europe/Paris", "theme": "system"}
    assert client_for(member).post("/profil/", {**kept, **wrong}).status_code == 422
    user = User.objects.get(pk=member.user_id)
    assert (user.language, user.time_zone, user.theme) == ("fr", "Europe/Paris", "system")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_ol_7_a_photo_becomes_a_small_square(member: Member, client_for: Browser, media: Path, form: str) -> None:
    assert upload(client_for(member), picture(form))["Location"] == "/profil/"
    (kept,) = media.iterdir()
    with Image.open(kept) as image:
        assert (image.format, image.size) == ("WEBP", (256, 256))


def test_ol_8_the_photo_is_at_the_bottom_left(member: Member, client_for: Browser) -> None:
    browser = client_for(member)
    upload(browser, picture())
    photo = User.objects.get(pk=member.user_id).photo
    assert f'<img class="avatar round" src="{photo.url}"' in browser.get("/profil/").content.decode()
    served = browser.get(photo.url)
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")


def test_nothing_but_pixels_is_kept_of_a_photo(member: Member, client_for: Browser, media: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "48.8566 N, 2.3522 E"
    upload(client_for(member), picture(exif=exif) + b"<script>alert(1)</script>")
    (kept,) = media.iterdir()
    assert b"48.8566" not in kept.read_bytes()
    assert b"script" not in kept.read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n", b"GIF89a", picture()[:200]],
)
def test_what_is_no_picture_is_refused(member: Member, client_for: Browser, media: Path, content: bytes) -> None:
    answer = upload(client_for(member), content)
    assert (answer.status_code, media.exists() and list(media.iterdir())) in {(422, False), (422, ())}
    assert "pas une photo lisible" in answer.content.decode()
    assert not User.objects.get(pk=member.user_id).photo


def test_a_picture_that_swells_is_refused(member: Member, client_for: Browser) -> None:
    answer = upload(client_for(member), picture("PNG", size=(9000, 9000)), "grand.png")
    assert answer.status_code == 422
    assert not User.objects.get(pk=member.user_id).photo


def test_another_photo_replaces_the_file(
    member: Member, client_for: Browser, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    browser = client_for(member)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            upload(browser, picture())
    assert len(list(media.iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/profil/photo/retirer/")
    assert list(media.iterdir()) == []
    assert not User.objects.get(pk=member.user_id).photo


def test_a_photo_is_shown_to_colleagues_only(member: Member, manager: Member, client_for: Browser) -> None:
    upload(client_for(member), picture())
    url = User.objects.get(pk=member.user_id).photo.url
    assert client_for(manager).get(url).status_code == 200
    assert client_for(make_manager(make_workspace())).get(url).status_code == 404
    assert Client().get(url)["Location"].startswith("/compte/login/")
    assert client_for(manager).get("/photos/other.webp").status_code == 404


def test_a_device_can_be_signed_out(member: Member, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        browser.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})
        browser.get("/profil/")
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    assert client.post(f"/profil/appareils/{theirs.pk}/")["Location"] == "/compte/sessions/"
    assert other.get("/profil/")["Location"].startswith("/compte/login/")
    assert client.get("/profil/").status_code == 200


def test_the_use_of_a_device_is_noted_every_few_minutes(member: Member, client_for: Browser) -> None:
    browser = client_for(member)
    browser.get("/profil/")
    first = UserSession.objects.get().last_seen_at
    browser.get("/profil/")
    assert UserSession.objects.get().last_seen_at == first
    session = browser.session
    session[SEEN_KEY] -= SEEN_EVERY_S
    session.save()
    browser.get("/profil/")
    assert UserSession.objects.get().last_seen_at > first


def test_the_device_of_somebody_else_does_not_exist(member: Member, manager: Member, client: Client) -> None:
    theirs = Client()
    theirs.post("/compte/login/", {"login": manager.user.email, "password": PASSWORD})
    theirs.get("/profil/")
    client.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})
    session = UserSession.objects.get(user=manager.user)
    assert client.post(f"/profil/appareils/{session.pk}/").status_code == 404
    assert theirs.get("/profil/").status_code == 200


def test_names_may_change_outside_any_workspace(member: Member, now: datetime) -> None:
    with before_scope():
        operations.rename_user(member.user, first_name="Paulin", last_name="", at=now)
    assert User.objects.get(pk=member.user_id).name == "Paulin"
    assert not AuditEntry.objects.filter(action="user.renamed").exists()
