"""The doctor reads a zone as a receiver of mail would."""

from __future__ import annotations

import pytest
from dns.resolver import LifetimeTimeout

from filon.config.doctor.dns import look_at_domain
from filon.config.doctor.findings import Level

SOUND = {
    ("maison.example", "MX"): ["10 mx.maison.example."],
    ("maison.example", "TXT"): ["v=spf1 include:_spf.host.example ~all", "other=1"],
    ("_spf.host.example", "TXT"): ["v=spf1 ip4:192.0.2.0/24 -all"],
    ("default._domainkey.maison.example", "TXT"): ["v=DKIM1; k=rsa; p=MIGfMA0"],
    ("_dmarc.maison.example", "TXT"): ["v=DMARC1; p=none"],
}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C")


def findings(changes: dict | None = None, **options):
    zone = {**SOUND, **(changes or {})}
    found = look_at_domain("maison.example", ask=lambda name, kind: zone.get((name, kind), []), **options)
    return {finding.subject.rpartition(" · ")[2]: finding for finding in found}


def test_a_sound_domain_needs_nothing():
    assert {finding.level for finding in findings().values()} == {Level.GOOD}


@pytest.mark.parametrize(
    ("part", "changes", "level", "found"),
    [
        ("MX", {("maison.example", "MX"): []}, Level.BAD, "receives no mail"),
        ("MX", {("maison.example", "MX"): ["0 ."]}, Level.BAD, "receives no mail"),
        ("SPF", {("maison.example", "TXT"): ["other=1"]}, Level.BAD, "missing"),
        ("SPF", {("maison.example", "TXT"): ["v=spf1 ~all", "v=spf1 -all"]}, Level.BAD, "2 records"),
        ("SPF", {("maison.example", "TXT"): ["v=spf1 +all"]}, Level.BAD, "v=spf1 +all"),
        ("SPF", {("maison.example", "TXT"): ["v=spf10 ~all"]}, Level.BAD, "missing"),
        ("DKIM", {("default._domainkey.maison.example", "TXT"): []}, Level.FAIR, "no key"),
        ("DKIM", {("default._domainkey.maison.example", "TXT"): ["v=DKIM1; p="]}, Level.BAD, "revoked"),
        ("DMARC", {("_dmarc.maison.example", "TXT"): []}, Level.FAIR, "missing"),
    ],
)
def test_each_fault_is_told_with_its_mend(part, changes, level, found):
    finding = findings(changes)[part]
    assert finding.level is level
    assert found in finding.found
    assert finding.mend


def test_a_policy_that_asks_too_much_is_told():
    """RFC 7208 §4.6.4: ten further questions at most, those of included policies counted."""
    inner = {("_spf.host.example", "TXT"): ["v=spf1 " + " ".join(f"a:h{n}.example" for n in range(10)) + " -all"]}
    assert findings(inner)["SPF"].found == "11 DNS look-ups"
    fewer = {("_spf.host.example", "TXT"): ["v=spf1 " + " ".join(f"a:h{n}.example" for n in range(9)) + " -all"]}
    assert findings(fewer)["SPF"].level is Level.GOOD


def test_a_policy_that_includes_itself_ends():
    circle = {("_spf.host.example", "TXT"): ["v=spf1 include:_spf.host.example -all"]}
    assert findings(circle)["SPF"].level is Level.BAD


def test_a_key_under_another_name_is_found_when_named():
    moved = {
        ("default._domainkey.maison.example", "TXT"): [],
        ("x2026._domainkey.maison.example", "TXT"): ["v=DKIM1; p=MIGf"],
    }
    assert findings(moved)["DKIM"].level is Level.FAIR
    assert findings(moved, selectors=["x2026"])["DKIM"].level is Level.GOOD


def test_the_policy_of_the_parent_domain_counts():
    zone = {("_dmarc.maison.example", "TXT"): ["v=DMARC1; p=none"]}
    found = list(look_at_domain("news.maison.example", ask=lambda name, kind: zone.get((name, kind), [])))
    assert found[-1].level is Level.GOOD


def test_a_resolver_that_does_not_answer_is_a_finding_of_its_own():
    def silent(name: str, kind: str) -> list[str]:
        raise LifetimeTimeout(timeout=5, errors=[])

    found = list(look_at_domain("maison.example", ask=silent))
    assert [finding.level for finding in found] == [Level.FAIR]
    assert "nobody answers" in found[0].found
