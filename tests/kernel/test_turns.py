"""So many at once, and of one asker the newest only."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from filon.kernel.turns import NoPlace, Overtaken, Places

SOON_S = 10.0


def test_only_so_many_work_at_once_and_the_next_comes_when_one_leaves() -> None:
    places = Places(1)
    with places.turn(wait_s=0), pytest.raises(NoPlace), places.turn(wait_s=0):
        pass
    with places.turn(wait_s=0):
        pass


def test_the_later_of_one_asker_overtakes_the_earlier() -> None:
    places = Places(2)
    with places.turn(wait_s=0, asker="anne") as earlier, places.turn(wait_s=0, asker="anne") as later:
        assert earlier.overtaken.is_set()
        assert not later.overtaken.is_set()


def test_others_and_nobody_overtake_nobody() -> None:
    places = Places(4)
    anne, jean = places.turn(wait_s=0, asker="anne"), places.turn(wait_s=0, asker="jean")
    with anne as hers, jean, places.turn(wait_s=0), places.turn(wait_s=0):
        assert not hers.overtaken.is_set()


def test_who_waits_is_overtaken_while_waiting() -> None:
    places, gave_up, waits = Places(1), Event(), Event()

    def wait() -> None:
        waits.set()
        try:
            with places.turn(wait_s=SOON_S, asker="anne"):
                pass
        except Overtaken:
            gave_up.set()

    with places.turn(wait_s=0):
        thread = Thread(target=wait)
        thread.start()
        waits.wait(SOON_S)
        while not gave_up.wait(0.01):
            with pytest.raises(NoPlace), places.turn(wait_s=0, asker="anne"):
                pass
        thread.join(SOON_S)
    assert gave_up.is_set()


def test_a_fault_gives_the_place_back() -> None:
    places = Places(1)
    with pytest.raises(ZeroDivisionError), places.turn(wait_s=0, asker="anne") as first:
        raise ZeroDivisionError
    with places.turn(wait_s=0, asker="anne"):
        assert not first.overtaken.is_set()
