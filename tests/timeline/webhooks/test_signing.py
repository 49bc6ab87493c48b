from __future__ import annotations

import base64

from filon.timeline.webhooks import signing

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
EXAMPLE = {"message_id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "timestamp": 1614265330, "body": b'{"test": 2432232314}'}


def test_the_example_that_receivers_libraries_test_themselves_with() -> None:
    assert signing.signature(SECRET, **EXAMPLE) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="  # type: ignore[arg-type]  # as written


def test_two_secrets_give_two_signatures_over_the_same_words() -> None:
    other = signing.new_secret()
    signed = signing.headers([SECRET, other], **EXAMPLE)["webhook-signature"]  # type: ignore[arg-type]  # as written
    assert signed.split(" ") == [signing.signature(key, **EXAMPLE) for key in (SECRET, other)]  # type: ignore[arg-type]  # as written


def test_a_secret_is_32_bytes_drawn_anew() -> None:
    first, second = signing.new_secret(), signing.new_secret()
    assert first.startswith("whsec_")
    assert len(base64.b64decode(first.removeprefix("whsec_"))) == 32
    assert first != second
