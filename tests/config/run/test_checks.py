from __future__ import annotations

import socket
from pathlib import Path

import pytest

from filon.config.env import Environment
from filon.config.run import cluster
from filon.config.run.checks import check_machine, check_port, check_python, free_port
from filon.config.run.layout import CannotRun


@pytest.fixture(autouse=True)
def _french(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def test_an_old_python_is_refused():
    check_python((3, 11))
    with pytest.raises(CannotRun, match=r"Filon demande Python 3\.11 ou plus récent ; celui-ci est le 3\.9"):
        check_python((3, 9))


def test_a_taken_port_is_told_with_one_that_is_free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Le port {port} est déjà pris.*make run PORT=28000"):
            check_port("127.0.0.1", port, suggestion=28000)


def test_an_address_that_is_not_this_machine_s_is_told():
    with pytest.raises(CannotRun, match=r"ne peut pas écouter sur 192\.0\.2\.1:28001"):
        check_port("192.0.2.1", 28001, suggestion=28002)


def test_a_free_port_has_its_sandbox_ports_free_too():
    port = free_port(28100)
    with socket.create_server(("127.0.0.1", port + 25)):
        assert free_port(port) > port


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRun, match="ne peut pas écrire dans"):
        check_machine(Environment(data=tmp_path / "file" / "data", port=free_port(28200)))


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(cluster, "LEAST_FREE_BYTES", 2**60)
    with pytest.raises(CannotRun, match=f"Le disque de {tmp_path}.* est plein"):
        check_machine(Environment(data=tmp_path / "data", port=free_port(28200)))
