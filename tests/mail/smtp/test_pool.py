from __future__ import annotations

import threading

from filon.mail.smtp import Envelope, Sent, SmtpPool, SmtpSettings

from ..peers import SmtpPeer

ENVELOPE = Envelope("claire@ventes.example", "jo@a.example")
DATA = b"Subject: x\r\n\r\nx\r\n"


def _pool(peer: SmtpPeer, size: int) -> SmtpPool:
    return SmtpPool(SmtpSettings("127.0.0.1", peer.port, security="plain"), size=size)


def test_one_after_the_other_share_a_connection() -> None:
    with SmtpPeer() as peer:
        pool = _pool(peer, 3)
        for _ in range(5):
            with pool.session() as session:
                assert isinstance(session.send(ENVELOPE, DATA), Sent)
        pool.close()
    assert (len(peer.heard), len(peer.messages)) == (1, 5)


def test_never_more_connections_than_places() -> None:
    with SmtpPeer() as peer:
        pool = _pool(peer, 2)

        def send_some() -> None:
            for _ in range(10):
                with pool.session() as session:
                    session.send(ENVELOPE, DATA)

        threads = [threading.Thread(target=send_some) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pool.close()
    assert len(peer.heard) <= 2
    assert len(peer.messages) == 60


def test_idle_connections_are_hung_up_politely_and_opened_again() -> None:
    with SmtpPeer() as peer:
        pool = _pool(peer, 1)
        with pool.session() as session:
            session.send(ENVELOPE, DATA)
        assert pool.close_idle(older_than=60) == 0
        assert pool.close_idle(older_than=0) == 1
        with pool.session() as session:
            session.send(ENVELOPE, DATA)
        pool.close()
    assert [heard[-1] for heard in peer.heard] == ["QUIT", "QUIT"]
