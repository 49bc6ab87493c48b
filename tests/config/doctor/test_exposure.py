from __future__ import annotations

import pytest
from tests.factories import make_user

from filon.config.doctor.exposure import look_at_sample
from filon.config.doctor.findings import Level
from filon.config.env import Environment
from filon.demo.logins import LOGINS

pytestmark = pytest.mark.django_db
PUBLIC = Environment(public_url="https://filon.example")


def test_a_published_password_on_a_public_host_is_bad() -> None:
    login = LOGINS[0]
    user = make_user(email=login.email, password=login.password)
    (finding,) = look_at_sample(PUBLIC)
    assert finding.level is Level.BAD
    assert login.email in finding.found
    assert "FILON_SAMPLE=0" in finding.mend
    user.set_password("un autre, que personne ne connaît")
    user.save()
    assert [each.level for each in look_at_sample(PUBLIC)] == [Level.GOOD]


def test_a_machine_of_ones_own_may_have_the_sample() -> None:
    make_user(email=LOGINS[0].email, password=LOGINS[0].password)
    assert list(look_at_sample(Environment())) == []
