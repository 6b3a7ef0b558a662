"""Variables of the environment: each is read, each is explained, and a wrong one is answered with a sentence."""

import ast
import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from storefront.settings import environment
from tests.storefront.production import ROOT

SETTINGS = ROOT / "site" / "storefront" / "settings"
# The folders of files are set by docker-compose.yml; elsewhere their defaults are right.
EXPLAINED_IN_COMPOSE = {"STATIC_ROOT", "PICTURES_ROOT", "PRIVATE_ROOT"}


def read_by_settings() -> set[str]:
    """First words of every reader that a real shop's settings call."""
    names = set()
    for name in ("base", "suppliers", "production"):
        for node in ast.walk(ast.parse((SETTINGS / f"{name}.py").read_text())):
            if isinstance(node, ast.Call) and re.fullmatch(r"environment\.\w+", ast.unparse(node.func)):
                names.add(node.args[0].value)
    return names


def in_example() -> set[str]:
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def in_compose() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))


def test_every_variable_that_is_read_is_explained():
    assert read_by_settings() - in_example() - EXPLAINED_IN_COMPOSE == set()


def test_every_variable_that_is_explained_is_read():
    assert in_example() - read_by_settings() - in_compose() == set()


def test_what_compose_asks_for_is_explained():
    assert in_compose() - in_example() == set()


def test_every_variable_that_compose_sets_is_read():
    set_there = re.findall(r"^    ([A-Z_]+): ", (ROOT / "docker-compose.yml").read_text(), re.MULTILINE)

    assert len(set_there) > 3
    assert set(set_there) - read_by_settings() == set()


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [
        (environment.text, "a word", "a word"),
        (environment.items, "a, b,,", ["a", "b"]),
        (environment.number, "12", 12),
        (environment.number, "", 7),
        (environment.flag, "yes", True),
        (environment.flag, "off", False),
        (environment.flag, "", 7),
    ],
)
def test_a_variable_is_read_as_what_it_is(monkeypatch, reader, value, read):
    monkeypatch.setenv("SOMETHING", value)

    assert reader("SOMETHING", default=7) == read


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (environment.text, None, "Set SOMETHING; .env.example says what it is for."),
        (environment.items, None, "Set SOMETHING; .env.example says what it is for."),
        (environment.database, None, "Set SOMETHING; .env.example says what it is for."),
        (environment.database, "mysql://host/name", "SOMETHING must begin with postgresql:// or sqlite://."),
    ],
)
def test_a_wrong_variable_stops_the_start(monkeypatch, reader, value, sentence):
    monkeypatch.delenv("SOMETHING", raising=False)
    if value:
        monkeypatch.setenv("SOMETHING", value)

    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        reader("SOMETHING")


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (environment.flag, "perhaps", "SOMETHING must be yes or no, not 'perhaps'."),
        (environment.number, "a few", "SOMETHING must be a whole number, not 'a few'."),
        (environment.number, "1.5", "SOMETHING must be a whole number, not '1.5'."),
    ],
)
def test_a_value_of_the_wrong_kind_stops_the_start(monkeypatch, reader, value, sentence):
    monkeypatch.setenv("SOMETHING", value)

    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        reader("SOMETHING", default=0)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("postgresql://ann:p%40ss@db:5433/shop?sslmode=require", ("shop", "ann", "p@ss", "db", "5433")),
        ("postgres:///shop?host=/run/postgresql", ("shop", "", "", "/run/postgresql", "")),
    ],
)
def test_the_address_of_a_postgresql_database_is_read(monkeypatch, address, parts):
    monkeypatch.setenv("SOMETHING", address)

    read = environment.database("SOMETHING")

    assert tuple(read[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == parts


@pytest.mark.parametrize(
    ("address", "name"), [("sqlite:////var/shop.sqlite3", "/var/shop.sqlite3"), ("sqlite://:memory:", ":memory:")]
)
def test_the_address_of_a_sqlite_database_is_read(monkeypatch, address, name):
    monkeypatch.setenv("SOMETHING", address)

    assert environment.database("SOMETHING")["NAME"] == name
