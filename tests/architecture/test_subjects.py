"""Inside the shop subjects lean one way, and names of files tell what is in them."""

from __future__ import annotations

import pytest

from tests.architecture.test_imports import OURS, ROOT, folder_of, imports_of, modules_of

# A subject may import itself and those before it.
SUBJECTS = [
    "offers",
    "capacity",
    "cart",
    "orders",
    "fulfilment",
    "payments",
    "invoices",
    "checkout",
    "withdrawals",
    "cancellations",
    "waiting",
    "desk",
    "reviews",
    "downloads",
]
# What the kinds of goods promise, and who may use what: every subject may ask.
OPEN_TO_ALL = ("fulfilment.registry", "fulfilment.access")
# Where a subject asks a later one, with the reason. Each must be needed.
AGAINST_THE_GRAIN = {
    ("offers", "fulfilment.models"): "the buy box shows what is owned already",
    ("offers", "orders.models"): "what was sold once must not be deleted",
    ("offers", "capacity.queries"): "the buy box says how free it is",
    ("capacity", "waiting.models"): "what comes back is set aside for whoever waits",
    ("capacity", "orders.models"): "a limit that comes later counts what was sold before",
    ("cart", "orders.models"): "a line keeps its place while its order waits for the money",
    ("cart", "orders.operations"): "the same: which orders wait",
    ("orders", "fulfilment.models"): "an order's page says what was handed over",
    ("orders", "fulfilment.operations"): "what is paid is handed over in the same transaction",
    ("orders", "invoices.models"): "an order's page lists its papers",
    ("orders", "invoices.paper"): "the confirmation carries the invoice",
    ("orders", "invoices.printing"): "and goes without it where it could not be set",
    ("orders", "invoices.queries"): "both",
    ("orders", "withdrawals.models"): "an order's page says what was withdrawn",
    ("orders", "withdrawals.queries"): "the same",
    ("orders", "checkout.countries"): "names of countries on the receipt",
    ("invoices", "checkout.countries"): "names of countries on papers",
}
# They name nothing and attract everything.
NAMES_OF_DRAWERS = {"utils", "util", "core", "common", "helpers", "helper", "misc", "manager", "managers"}


def leanings() -> list[tuple[str, str, str]]:
    """Who imports what of another subject of the shop: file, subject, and the other's module."""
    found = []
    for path in modules_of("shop"):
        subject = path.relative_to(ROOT / "shop").parts[0]
        for name in imports_of(path):
            package, other, *rest = name.split(".")
            if subject in SUBJECTS and package == "shop" and other in SUBJECTS and other != subject:
                found.append((str(path.relative_to(ROOT)), subject, ".".join([other, *rest[:1]])))
    return found


def against_the_grain(subject: str, module: str) -> bool:
    later = SUBJECTS.index(module.split(".")[0]) > SUBJECTS.index(subject)
    return later and module not in OPEN_TO_ALL


def test_subjects_of_the_shop_lean_one_way():
    wrong = {f"{file}: {other}" for file, subject, other in leanings() if against_the_grain(subject, other)}
    allowed = {f"{file}: {other}" for file, subject, other in leanings() if (subject, other) in AGAINST_THE_GRAIN}

    assert wrong - allowed == set()


def test_every_exception_is_still_needed():
    used = {(subject, other) for _file, subject, other in leanings() if against_the_grain(subject, other)}

    assert set(AGAINST_THE_GRAIN) - used == set()


def test_every_subject_of_the_shop_has_its_place_in_the_order():
    folders = {path.parent.name for path in folder_of("shop").glob("*/__init__.py")}

    assert folders - set(SUBJECTS) - {"migrations", "management", "templatetags"} == set()


def test_downloads_join_the_shop_by_its_contract_as_any_goods_do():
    folder = ROOT / "shop" / "downloads"
    used = {name for path in sorted(folder.rglob("*.py")) for name in imports_of(path) if name.startswith("shop.")}

    assert [name for name in used if not name.startswith(("shop.contract.", "shop.downloads"))] == []


def test_an_import_against_the_grain_would_be_seen():
    assert against_the_grain("offers", "payments.models")
    assert not against_the_grain("payments", "offers.models")
    assert not against_the_grain("cart", "fulfilment.registry")


@pytest.mark.parametrize("package", sorted(OURS))
def test_no_file_and_no_folder_is_a_drawer(package):
    names = {part for path in modules_of(package) for part in (path.stem, *path.relative_to(ROOT).parts[:-1])}

    assert names & NAMES_OF_DRAWERS == set()
