"""Who may import whom. The table is the one in docs/architecture.md; an import outside it fails."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FROM_OUTSIDE = [
    "home.cards",
    "home.pages",
    "home.blocks",
    "home.listing",
    "home.feeds",
    "home.guide",
    "home.translating.facts",
    "home.snippets",
    "home.pictures",
    "home.origin",
    "home.converters",
    "home.business",
]
# Whoever has something that programs may use joins the API, and says what went wrong in its words.
CONTRACTS = ["outbox.contract", "accounts.contract", "messaging.contract", "api.contract"]
SHOP = [*CONTRACTS, "search.contract", *FROM_OUTSIDE, "money", "media"]
PORTS = [
    "shop.payments.gateway",
    "shop.payments.inbox",
    "shop.checkout.vat_register",
    "messaging.channels",
    "messaging.inbox",
    "search.engine",
    # A search engine compares words, answers facets and shows extracts as the database's own does.
    *("search.analysis", "search.database.vocabulary", "search.extracts", "search.facets", "search.models"),
    "money",
]

MAY_IMPORT: dict[str, list[str]] = {
    "outbox": [],
    "money": [],
    "media": ["outbox.contract"],
    # One rule for pages and programs about which site a request comes from.
    "api": ["outbox.contract", "home.origin", "money"],
    "accounts": ["outbox.contract", "api.contract"],
    "messaging": ["outbox.contract", "accounts.contract"],
    "home": ["messaging.contract", "accounts.contract", "outbox.contract", "media.contract", "media.models", "money"],
    "search": [
        *("outbox.contract", "api.contract", "money"),
        *("home.cards", "home.pages", "home.snippets", "home.pictures", "home.listing", "home.frame", "home.places"),
        "home.journal",
    ],
    "shop": SHOP,
    "courses": [*SHOP, "shop.contract"],
    "events": [*SHOP, "shop.contract"],
    "integrations": [*PORTS, "outbox.contract", "api.contract"],
}
ANYTHING = {"storefront", "demo"}
OURS = {*MAY_IMPORT, *ANYTHING}


def folder_of(package: str) -> Path:
    return ROOT / package if (ROOT / package / "__init__.py").exists() else ROOT / "site" / package


def imports_of(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in names if name.split(".")[0] in OURS]


def modules_of(package: str) -> list[Path]:
    return [path for path in sorted(folder_of(package).rglob("*.py")) if "migrations" not in path.parts]


def allowed(package: str, name: str) -> bool:
    if name.split(".")[0] == package:
        return True
    return any(name == entry or name.startswith(f"{entry}.") for entry in MAY_IMPORT[package])


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_an_app_imports_only_what_the_table_allows(package):
    forbidden = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules_of(package)
        for name in imports_of(path)
        if not allowed(package, name)
    ]

    assert forbidden == []


def test_every_package_of_ours_stands_in_the_table():
    here = {path.parent.name for path in [*ROOT.glob("*/__init__.py"), *ROOT.glob("site/*/__init__.py")]}

    assert here - {"tests"} == OURS


def test_nobody_imports_the_composition_root_or_the_demo():
    guilty = [
        f"{path.relative_to(ROOT)}: {name}"
        for package in MAY_IMPORT
        for path in modules_of(package)
        for name in imports_of(path)
        if name.split(".")[0] in ANYTHING
    ]

    assert guilty == []


def test_suppliers_never_import_each_other():
    folder = folder_of("integrations")
    suppliers = [path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("_")]
    crossings = [
        f"{path.relative_to(ROOT)}: {name}"
        for supplier in suppliers
        for path in sorted((folder / supplier).rglob("*.py"))
        for name in imports_of(path)
        if name.startswith("integrations.") and name.split(".")[1] != supplier
    ]

    assert crossings == []


def test_the_site_folder_is_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_table_would_catch_an_import_of_the_shops_inside():
    assert not allowed("courses", "shop.orders.models.Order")
    assert allowed("courses", "shop.contract.entitled")
