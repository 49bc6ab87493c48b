from __future__ import annotations

import base64
from pathlib import Path

import pytest

from filon.mail.smtp import NotSent, Phase, Reason, Rejected, SmtpSession, SmtpSettings, TimeLimits

from ..certificates import Authority
from ..peers import EXTENSIONS, SmtpPeer

QUICK = TimeLimits(connect=2, greeting=0.5, command=0.5, goodbye=0.2)
PLAIN = ("AUTH PLAIN LOGIN XOAUTH2",)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def _check(peer: SmtpPeer, **more: object) -> NotSent | Rejected | None:
    fixed = {"host": "127.0.0.1", "port": peer.port, "security": "plain", "limits": QUICK}
    session = SmtpSession(SmtpSettings(**{**fixed, **more}))  # type: ignore[arg-type]  # keyword arguments of a dataclass
    result = session.check()
    session.close()
    return result


def test_plain_sends_user_and_password_in_one_word() -> None:
    with SmtpPeer(extensions=PLAIN) as peer:
        assert _check(peer, user="claire", password="é:secret") is None
    assert peer.heard[0][1] == "AUTH PLAIN " + base64.b64encode("\0claire\0é:secret".encode()).decode()


def test_login_answers_two_questions() -> None:
    with SmtpPeer(
        {"AUTH": "334 VXNlcm5hbWU6", "Y2xhaXJl": "334 UGFzc3dvcmQ6", "C2VJCMV0": "235 ok", "Y2XHAXJL": "334 x"},
        extensions=("AUTH LOGIN",),
    ) as peer:
        assert _check(peer, user="claire", password="secret") is None
    assert peer.heard[0][1:4] == ["AUTH LOGIN", "Y2xhaXJl", "c2VjcmV0"]


def test_a_token_goes_by_xoauth2_and_its_error_is_waited_for() -> None:
    with SmtpPeer({"AUTH": "334 eyJzdGF0dXMiOiI0MDEifQ==", "": "535 5.7.8 expired"}, extensions=PLAIN) as peer:
        result = _check(peer, user="claire@a.example", access_token="jeton")
    assert result == Rejected(Phase.AUTH, 535, "5.7.8", "expired")
    word = base64.b64decode(peer.heard[0][1].split()[2])
    assert word == b"user=claire@a.example\x01auth=Bearer jeton\x01\x01"


@pytest.mark.parametrize(("code", "permanent"), [("535 5.7.8 wrong", True), ("454 4.7.0 too many attempts", False)])
def test_a_refused_password_is_told_apart_from_a_busy_server(code: str, permanent: bool) -> None:
    with SmtpPeer({"AUTH": code}, extensions=PLAIN) as peer:
        result = _check(peer, user="claire", password="x")
    assert isinstance(result, Rejected)
    assert (result.phase, result.permanent) == (Phase.AUTH, permanent)


def test_no_common_mechanism_is_said() -> None:
    with SmtpPeer(extensions=("AUTH GSSAPI",)) as peer:
        result = _check(peer, user="claire", password="x")
    assert result == NotSent(Reason.AUTH_MISSING, Phase.AUTH, "GSSAPI")


def test_a_server_without_ehlo_is_greeted_the_old_way() -> None:
    with SmtpPeer({"EHLO": "502 unknown"}) as peer:
        assert _check(peer) is None
    assert [line.split()[0] for line in peer.heard[0][:2]] == ["EHLO", "HELO"]


def test_starttls_encrypts_before_anything_secret(authority: Authority) -> None:
    with SmtpPeer(extensions=PLAIN, tls=authority.server_context("localhost")) as peer:
        result = _check(
            peer, host="localhost", security="starttls", ca_file=authority.file, user="claire", password="x"
        )
    assert result is None
    assert [line.split()[0] for line in peer.heard[0]] == ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"]


def test_a_server_that_hides_starttls_gets_no_password() -> None:
    with SmtpPeer(extensions=PLAIN) as peer:
        result = _check(peer, security="starttls", user="claire", password="x")
    assert result == NotSent(Reason.TLS_MISSING, Phase.CONNECT)
    assert not any(line.startswith("AUTH") for line in peer.heard[0])


def test_words_slipped_in_before_the_handshake_break_the_connection(authority: Authority) -> None:
    with SmtpPeer(
        {"STARTTLS": "220 go\r\n250 injected"}, extensions=PLAIN, tls=authority.server_context("localhost")
    ) as peer:
        result = _check(peer, host="localhost", security="starttls", ca_file=authority.file)
    assert isinstance(result, NotSent)
    assert result.reason is Reason.GARBAGE


@pytest.mark.parametrize(("name", "trusted"), [("localhost", False), ("other.example", True)])
def test_a_certificate_of_a_stranger_or_for_another_name_is_refused(
    authority: Authority, tmp_path: Path, name: str, trusted: bool
) -> None:
    ca = authority.file if trusted else Authority(tmp_path).file
    with SmtpPeer(extensions=EXTENSIONS, tls=authority.server_context(name)) as peer:
        result = _check(peer, host="localhost", security="starttls", ca_file=ca)
    assert isinstance(result, NotSent)
    assert result.reason is Reason.TLS_FAILED


def test_implicit_tls_to_a_plain_server_fails_cleanly() -> None:
    with SmtpPeer() as peer:
        result = _check(peer, security="tls")
    assert isinstance(result, NotSent)
    assert result.reason in (Reason.TLS_FAILED, Reason.TIMEOUT)


def test_plain_text_never_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filon.mail.smtp.opening.is_loopback", lambda _address: False)
    with SmtpPeer(extensions=PLAIN) as peer:
        result = _check(peer, user="claire", password="x")
    assert result == NotSent(Reason.NOT_LOOPBACK, Phase.CONNECT)
    assert not any(peer.heard)


def test_passwords_are_not_shown_by_repr() -> None:
    shown = repr(SmtpSettings("a.example", 587, user="claire", password="mot-de-passe", access_token="jeton"))
    assert "mot-de-passe" not in shown
    assert "jeton" not in shown
