"""Each column of each table: decided on, told, and gone when its person has left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.privacy.export import everything
from accounts.privacy.operations import delete_account
from messaging.models import Message
from shop.orders.models import Order
from tests.architecture.personal import FATES, NOT_OURS, decisions
from tests.factories.lives import live
from tests.undone import Undone

DECIDED = decisions()
# Written when somebody has left, and forgotten after a week like every letter of accounts.
FAREWELL = "account.account_deleted"


def columns(model: type[models.Model]) -> list[models.Field]:
    """What a table itself has, with its many-to-many fields; a page's own table alone, not its parents'."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def tables() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def leads_to_a_person(field: models.Field) -> bool:
    return field.is_relation and field.related_model is User


def undecided() -> Iterator[str]:
    for model in tables():
        label = model._meta.label
        decided = DECIDED.get(label, {})
        written_by_editors = model._meta.app_label in NOT_OURS or _of_a_page(model)
        for field in columns(model):
            whole = not leads_to_a_person(field) or model._meta.auto_created
            fates = decided.get(field.name) or (decided.get("*") if whole else None)
            if not fates and not (written_by_editors and whole):
                yield f"{label}.{field.name}"


def _of_a_page(model: type[models.Model]) -> bool:
    """A page, or rows that editors write into one."""
    parents = [field.related_model for field in columns(model) if isinstance(field, models.ForeignKey)]
    return issubclass(model, Page) or any(issubclass(parent, Page) for parent in parents)


def test_every_column_has_a_decision():
    assert list(undecided()) == [], "write it into tests/architecture/personal.py, and into its app's keeper"


def test_every_decision_has_a_column_and_exactly_one_fate():
    there = {model._meta.label: {field.name for field in columns(model)} | {"*"} for model in tables()}

    assert [
        f"{label}.{column}"
        for label, decided in DECIDED.items()
        for column, fates in decided.items()
        if column not in there.get(label, ()) or len(fates.intersection(FATES)) != 1
    ] == []


def test_a_column_without_a_decision_would_be_seen(monkeypatch):
    monkeypatch.delitem(DECIDED["shop.Order"], "name")

    assert list(undecided()) == ["shop.Order.name"]


def test_a_way_to_a_person_in_somebody_elses_app_would_be_seen(monkeypatch):
    monkeypatch.delitem(DECIDED, "wagtailcore.PageSubscription")

    assert list(undecided()) == ["wagtailcore.PageSubscription.user"]


# What is decided happens ---


Snapshot = dict[str, dict[object, dict[str, object]]]


def snapshot() -> Snapshot:
    """Every row of every table that somebody of ours decided on: model, key, columns."""
    return {
        model._meta.label: {
            row["pk"]: row for row in model.objects.values("pk", *(field.attname for field in model._meta.local_fields))
        }
        for model in tables()
        if model._meta.label in DECIDED
    }


@dataclass
class Left:
    """Whose leaving is looked at, and what there was before."""

    user: User
    belas: Snapshot
    all: Snapshot

    def rows(self) -> Iterator[tuple[type[models.Model], object, dict[str, object]]]:
        """What came into the tables with this person."""
        for label, rows in self.all.items():
            for key in rows.keys() - self.belas[label].keys():
                yield apps.get_model(label), key, rows[key]


@pytest.fixture(scope="module")
def lives(lasting):
    """Ada's, after Bela's: both have lived the same."""
    live("bela@example.org", "Bela Novak")
    before = snapshot()
    ada = live("ada@example.org", "Ada Lindqvist")
    return Left(ada, belas=before, all=snapshot())


@pytest.fixture
def ada(lives):
    with Undone():
        yield Left(User.objects.get(pk=lives.user.pk), belas=deepcopy(lives.belas), all=deepcopy(lives.all))


@pytest.mark.thorough
def test_what_is_to_be_told_is_in_the_file(ada):
    told = everything(ada.user, at=timezone.now())

    rows = {code: tables for code, tables in told.items() if code != "made_at"}
    given = {name: set(lines[0]) for tables in rows.values() for name, lines in tables.items() if lines}
    names = {
        "account": "accounts.User",
        "addresses": "account.EmailAddress",
        "devices": "usersessions.UserSession",
        "second_steps": "mfa.Authenticator",
        "letters": "messaging.Message",
        "contact": "home.ContactMessage",
        "newsletter": "messaging.Subscription",
        "whatsapp": "messaging.OptIn",
        "whatsapp_answers": "messaging.Reply",
        "lessons": "courses.LessonProgress",
        "orders": "shop.Order",
        "order_lines": "shop.OrderLine",
        "consents": "shop.Consent",
        "withdrawals": "shop.Withdrawal",
        "withdrawn": "shop.WithdrawnLine",
        "notes": "shop.OrderNote",
        "payments": "shop.Payment",
        "money": "shop.LedgerEntry",
        "refunds": "shop.Refund",
        "disputes": "shop.Dispute",
        "invoices": "shop.Invoice",
        "access": "shop.Entitlement",
        "cart": "shop.CartLine",
        "permits": "shop.Permit",
        "downloads": "shop.Download",
        "copies": "shop.StampedCopy",
        "version_news": "shop.VersionNews",
        "bookings": "events.Booking",
        "attendees": "events.Attendee",
        "waiting_lists": "shop.Waiting",
        "reviewers": "shop.Reviewer",
        "invitations": "shop.Invitation",
        "reviews": "shop.Review",
        "found_helpful": "shop.Helpful",
        "reports": "shop.ReviewReport",
        "walkers": "goods.Walker",
    }
    to_tell = {
        label: {column for column, fates in decided.items() if "told" in fates} for label, decided in DECIDED.items()
    }
    assert {label: to_tell[label] - given.get(name, set()) for name, label in names.items()} == {
        label: set() for label in names.values()
    }
    assert {label for label, columns in to_tell.items() if columns} == set(names.values())
    assert json.dumps(told, default=str)


@pytest.mark.thorough
def test_nothing_goes_of_what_is_anothers(ada):
    delete_account(user=ada.user, at=timezone.now())

    after = snapshot()
    # Bela's review helped one person less.
    for row in (*after["shop.Review"].values(), *ada.all["shop.Review"].values()):
        del row["helpful"]
    # As they were when Ada left: work that waited for another try has gone on while Ada lived.
    belas = {
        label: {key: ada.all[label][key] for key in rows}
        for label, rows in ada.belas.items()
        if label.split(".")[0] not in NOT_OURS
    }
    assert {label: {key: after[label].get(key) for key in rows} for label, rows in belas.items()} == belas


@pytest.mark.thorough
def test_each_column_goes_or_stays_as_decided(ada):
    delete_account(user=ada.user, at=timezone.now())

    after = snapshot()
    never_paid = {key for key, row in ada.all["shop.Order"].items() if row["paid_at"] is None}
    wrong = []
    for model, key, row in ada.rows():
        order = key if model is Order else row.get("order_id")
        left = after[model._meta.label].get(key)
        for field in model._meta.local_fields:
            (fate,) = (DECIDED[model._meta.label].get(field.name) or {"none"}) & set(FATES)
            value = left and left[field.attname]
            kept = left is not None and value == row[field.attname]
            if fate == "tax" and kept == (order in never_paid):
                wrong.append(f"{model._meta.label}.{field.name}: the law of taxes")
            if fate == "gone" and kept and value not in (None, "", {}):
                wrong.append(f"{model._meta.label}.{field.name}: {value}")
    assert wrong == []


@pytest.mark.thorough
def test_no_column_of_the_whole_database_knows_who_has_left(ada):
    addresses, key = {"ada@example.org"}, ada.user.pk
    assert [place for place, _value in known_of("Lindqvist", *addresses, key=key)] != []

    delete_account(user=ada.user, at=timezone.now())

    assert list(known_of("Lindqvist", *addresses, key=key)) == []


def known_of(*words: str, key: int) -> Iterator[tuple[str, str]]:
    """Every place where a word about somebody stands, or the person's own number."""
    for model in tables():
        if model._meta.app_label == "stripe_integration" or not model._meta.managed:
            continue  # the supplier's stand-in: a shop that sells has none of it
        for field in model._meta.local_fields:
            rows = model._base_manager.all()
            if model is Message:
                rows = rows.exclude(kind=FAREWELL)
            for value in rows.values_list(field.attname, flat=True):
                text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
                if (leads_to_a_person(field) and value == key) or any(word in text for word in words):
                    yield f"{model._meta.label}.{field.name}", text[:80]


@pytest.mark.thorough
def test_every_table_with_a_decision_to_tell_is_lived_in(ada):
    lived = {model._meta.label for model, _key, _row in ada.rows()}

    to_go = {label for label, decided in DECIDED.items() if any(fates & {"told", "tax"} for fates in decided.values())}
    assert to_go - lived == set()
