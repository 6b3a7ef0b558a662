"""Files that only those have who ask with the right word: media knows no goods."""

import pytest

from media import contract


@pytest.fixture(autouse=True)
def _only_with_the_word(monkeypatch):
    monkeypatch.setattr(contract, "_rules", [lambda request, file: request.headers.get("X-Word") == "please"])


@pytest.fixture
def ask(client):
    """Ask for an address as somebody who may have the file."""

    def asked(address, method="get", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(client, method)(address, headers={"X-Word": "please", **named})

    return asked
