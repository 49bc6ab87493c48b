from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from filon.config.env import HIGHEST_PORT, InvalidEnvironment, environment


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch):
    """Reads the environment made of these variables and nothing else of ours."""

    def with_variables(**variables: str):
        for name in ("FILON_PORT", "PORT", "FILON_DATA", "DATABASE_URL", "FILON_POOL_SIZE", "FILON_AS_OWNER", "LC_ALL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"LANG": "en_GB.UTF-8", **variables}.items():
            monkeypatch.setenv(name, value)
        return environment.__wrapped__()

    return with_variables


def test_nothing_set_means_this_machine_alone(read):
    env = read()
    assert (env.host, env.port, env.embedded, env.secure) == ("127.0.0.1", 8000, True, False)
    assert env.address == "http://127.0.0.1:8000"


def test_port_is_understood_as_hosts_set_it_and_ours_wins(read):
    assert read(PORT="9000").port == 9000
    assert read(PORT="9000", FILON_PORT="9100").port == 9100


def test_two_copies_never_share_a_sandbox_port(read):
    first, second = read(PORT="8000"), read(PORT="8001")
    used = {first.port, first.sandbox_smtp_port, first.sandbox_imap_port}
    assert not used & {second.port, second.sandbox_smtp_port, second.sandbox_imap_port}


def test_every_fault_is_told_at_once_with_the_name_that_was_set(read):
    with pytest.raises(InvalidEnvironment) as told:
        read(PORT="many", FILON_PUBLIC_URL="filon.example", DATABASE_URL="mysql://x/y", FILON_LOG_LEVEL="loud")
    message = str(told.value)
    assert len(message.splitlines()) == 5
    for line in (
        "  PORT : expected: a whole number",
        "  FILON_PUBLIC_URL : expected: https://filon.example.com, no path",
        "  DATABASE_URL : expected: postgresql://user:password@server:5432/database",
        "  FILON_LOG_LEVEL : expected: DEBUG, INFO, WARNING or ERROR",
    ):
        assert line in message


def test_faults_are_told_in_the_language_of_the_terminal(read):
    with pytest.raises(InvalidEnvironment, match="Réglages à corriger dans l’environnement"):
        read(PORT="beaucoup", LANG="fr_FR.UTF-8")


def test_the_highest_port_leaves_room_for_the_sandbox(read):
    assert read(PORT=str(HIGHEST_PORT)).sandbox_imap_port == 65535
    with pytest.raises(InvalidEnvironment, match=f"PORT : at most {HIGHEST_PORT}"):
        read(PORT=str(HIGHEST_PORT + 1))


def test_the_owner_must_be_named_before_an_external_database_is_migrated(read):
    with pytest.raises(InvalidEnvironment, match="FILON_OWNER_DATABASE_URL"):
        read(DATABASE_URL="postgresql://filon_app@db.example/filon", FILON_AS_OWNER="1")


def test_a_secret_never_shows_in_a_representation(read):
    env = read(FILON_SECRET_KEY="do-not-print-" * 3, FILON_SMTP_URL="smtps://me:hidden@mail.example")
    assert "do-not-print" not in repr(env)
    assert "hidden" not in repr(env)


def test_keys_are_read_newest_first_and_a_word_is_no_key(read):
    first, second = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    env = read(FILON_SECRET_KEYS=f"{first}, {second}")
    assert [key.get_secret_value() for key in env.secret_keys] == [first, second]
    with pytest.raises(InvalidEnvironment, match="FILON_SECRET_KEYS : expected: one or more Fernet keys"):
        read(FILON_SECRET_KEYS="password")


def test_data_folder_is_absolute_whatever_was_typed(read):
    assert read(FILON_DATA="somewhere").data == Path.cwd() / "somewhere"


@pytest.mark.parametrize(
    ("variables", "exposed"),
    [
        ({}, False),
        ({"FILON_HOST": "::1"}, False),
        ({"FILON_HOST": "127.0.0.2", "FILON_PUBLIC_URL": "http://filon.localhost:8000"}, False),
        ({"FILON_HOST": "0.0.0.0"}, True),
        ({"FILON_HOST": "::"}, True),
        ({"FILON_HOST": "192.168.1.4"}, True),
        ({"FILON_PUBLIC_URL": "https://filon.example"}, True),
        ({"FILON_ALLOWED_HOSTS": "localhost, filon.example"}, True),
    ],
)
def test_the_sample_is_off_where_others_can_connect(read, variables, exposed):
    env = read(**variables)
    assert (env.exposed, env.sample) == (exposed, not exposed)
    assert read(**variables, FILON_SAMPLE="1").sample
    assert not read(**variables, FILON_SAMPLE="0").sample


@pytest.mark.parametrize("name", ["FILON_SECRET_KEY", "FILON_FINGERPRINT_KEY"])
def test_a_short_key_stops_everything_with_a_sentence(read, name):
    with pytest.raises(InvalidEnvironment) as told:
        read(**{name: "k" * 31})
    assert f"{name} : too short: at least 32 random bytes" in str(told.value)
    assert "k" * 31 not in str(told.value)
    assert read(**{name: "k" * 32})


@pytest.mark.parametrize("address", ["nobody", "a@b", "@filon.example"])
def test_the_support_address_is_an_address(read, address):
    with pytest.raises(InvalidEnvironment, match="FILON_SUPPORT_EMAIL"):
        read(FILON_SUPPORT_EMAIL=address)
    assert read(FILON_SUPPORT_EMAIL=" aide@filon.example ").support_email == "aide@filon.example"
