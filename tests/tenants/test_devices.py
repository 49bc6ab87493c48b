from __future__ import annotations

import pytest

from filon.tenants.templatetags.devices import device

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "shown"),
    [
        (CHROME, "Chrome · Windows"),
        (f"{CHROME} Edg/142.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox · Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari · iPhone"),
        ("curl/8.5", "curl"),
        ("", "Navigateur inconnu"),
    ],
)
def test_a_browser_is_named_as_people_call_it(user_agent: str, shown: str) -> None:
    assert device(user_agent) == shown
