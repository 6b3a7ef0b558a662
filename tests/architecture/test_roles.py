"""Every address of ours × role × method: each cell of the table in addresses.py is asked for and compared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.addresses import CASES, ROLES, Row, address_of, rows
from tests.architecture.test_imports import OURS

ROWS = rows()
# Whole trees of addresses that are not ours; the row of this name stands for them.
MOUNTS = {"admin/": "wagtailadmin_home", "documents/": "wagtaildocs_serve"}
TREE_OF_PAGES = "wagtail_serve"
# Answers that no form and no link of ours asks for; they must never be a success with an effect.
ODD_METHODS = ("PUT", "PATCH", "DELETE", "TRACE")
NOTHING_HAPPENED = {302, 303, 403, 404, 405, 410, 422}
# Whoever may see everything is told that there is no such method; but where nothing is, and on pages that ask first.
TOLD = {
    **{name: {200} for name in ("courses_sale", "events_dates", "events_sale", "products_sale")},
    **{name: {200, 405} for name in ("home:page", "wagtail_serve")},
    **{name: {404} for name in ("api:api-root", "pictures", "wagtaildocs_serve")},
}
pytestmark = pytest.mark.usefixtures("short_404")
ALLAUTHS = ("account_", "mfa_")
# Pages of the tree: Wagtail's do not ask for the method.
SHOWS_THE_PAGE_ALL_THE_SAME = {"home:page": {200}, "wagtail_serve": {200}}


def test_every_address_has_a_row():
    missing = sorted(set(names()) - {row.name for row in ROWS})

    assert missing == [], "write a row for each into tests/architecture/addresses.py"


def test_every_row_and_every_case_has_an_address():
    assert sorted({row.name for row in ROWS} - set(names())) == []
    assert sorted(set(CASES) - {row.name for row in ROWS}) == []


def test_an_address_without_a_name_would_be_seen():
    stray = URLPattern(get_resolver().url_patterns[0].pattern, lambda request: None)

    assert list(names([stray])) == [f"no name: {stray.pattern}"]


@pytest.mark.thorough
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(row: Row, cast, undone):
    got = []
    for role in ROLES:
        with undone():
            got.append(_answer(cast.browser(role), row, cast))

    assert dict(zip(ROLES, got, strict=True)) == dict(zip(ROLES, row.answers, strict=True))


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted({row.name for row in ROWS}))
def test_methods_that_nothing_of_ours_uses_do_nothing(name: str, cast, undone):
    address = address_of(name, cast)
    odd = set(ODD_METHODS) - {row.method for row in ROWS if row.name == name}
    with undone():
        answers = {method: cast.browser("buyer").generic(method, address).status_code for method in odd}

    with undone():
        told = {cast.browser("manager").generic(method, address).status_code for method in odd}

    fine = NOTHING_HAPPENED | SHOWS_THE_PAGE_ALL_THE_SAME.get(name, set())
    assert {method: status for method, status in answers.items() if status not in fine} == {}
    assert name.startswith(ALLAUTHS) or told <= TOLD.get(name, {405})


def names(patterns=None, *, namespace: str = "") -> Iterator[str]:
    """Names of all patterns of ours, with one for each tree that is not."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        where = str(entry.pattern)
        if isinstance(entry, URLResolver) and where in MOUNTS:
            yield MOUNTS[where]
            yield from _ours_among(entry.url_patterns)
        elif isinstance(entry, URLResolver):
            yield from names(entry.url_patterns, namespace=_inside(entry, namespace))
        elif entry.name == TREE_OF_PAGES or not (entry.name or "").startswith("wagtail"):
            yield f"{namespace}{entry.name}" if entry.name else f"no name: {where}"


def _ours_among(patterns, *, namespace: str = "") -> Iterator[str]:
    """What we put into a tree that is not ours: patterns whose views are written here."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _ours_among(entry.url_patterns, namespace=_inside(entry, namespace))
        elif _package_of(entry) in OURS:
            yield f"{namespace}{entry.name}" if entry.name else f"no name: {entry.pattern}"


def _inside(entry: URLResolver, namespace: str) -> str:
    return f"{namespace}{entry.namespace}:" if entry.namespace else namespace


def _package_of(entry: URLPattern) -> str:
    view = getattr(entry.callback, "view_class", entry.callback)
    return view.__module__.split(".")[0]


def _answer(browser: Client, row: Row, cast) -> str:
    answer = row.ask(browser, cast)
    if answer.status_code != 302:
        return str(answer.status_code)
    ways = {reverse("account_login"): "login", reverse("wagtailadmin_login"): "admin"}
    return next((word for path, word in ways.items() if answer.url.startswith(f"{path}?")), "302")
