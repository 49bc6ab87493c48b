from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.directory.public.rows import make_unit

from filon.demo.sirene import sample
from filon.demo.sirene.sample import load
from filon.directory.public.models import Unit
from filon.directory.public.search import search
from filon.kernel.clock import VirtualClock


@pytest.mark.django_db
def test_the_sample_is_marked_and_found(settings: Settings, tmp_path: Path, clock: VirtualClock) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    snapshot = load(size=300, clock=clock)
    assert Unit.objects.filter(sample=True).count() == 300
    assert snapshot.count == Unit.objects.filter(active=True).count()
    shown = Unit.objects.filter(active=True, diffusible=True).exclude(legal="1000").first()
    assert shown is not None
    assert shown in [found.unit for found in search(shown.name)]


@pytest.mark.django_db
def test_the_sample_workspace_comes_with_a_small_directory_once(
    settings: Settings, tmp_path: Path, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(sample, "SMALL", 30)
    assert sample.ensure(clock=clock) is True
    assert (sample.ensure(clock=clock), Unit.objects.count()) == (False, 30)


@pytest.mark.django_db
def test_a_directory_of_the_hosts_own_is_left_alone(clock: VirtualClock) -> None:
    make_unit()
    assert (sample.ensure(clock=clock), Unit.objects.filter(sample=True).count()) == (False, 0)
