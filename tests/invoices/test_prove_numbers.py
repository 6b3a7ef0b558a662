"""Many processes issue papers at the same moment: every number is given out once and none is left out."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from shop.invoices.models import Invoice, InvoiceSeries
from shop.invoices.operations import issue_invoice
from tests.factories.shop import make_paid_order, make_postcard
from tests.together import AT_ONCE, together

EACH = 15

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


def piles() -> list[list[int]]:
    """Orders in as many piles as there are processes; the first of each is asked for by everybody."""
    return [
        [make_paid_order(make_postcard(f"Card {pile} {number}")).pk for number in range(AT_ONCE)]
        for pile in range(EACH)
    ]


def issue_all(pile: list[int]) -> None:
    """Each process begins with another order, so that different and equal orders meet."""
    start = os.getpid() % len(pile)
    for order in [*pile[start:], *pile[:start]]:
        issue_invoice(order_id=order, at=timezone.now())


def test_numbers_have_no_gap_and_no_double_however_many_issue_at_once():
    orders = piles()

    wrong = together(issue_all, orders)

    numbers = sorted(Invoice.objects.values_list("number", flat=True))
    assert wrong == []
    assert numbers == list(range(1, EACH * AT_ONCE + 1))
    assert InvoiceSeries.objects.get().last_number == EACH * AT_ONCE


def test_without_the_lock_processes_read_the_same_number(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, with or without our lock; PostgreSQL shows it")
    orders = piles()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self.all())

    wrong = together(issue_all, orders)

    assert "IntegrityError" in wrong
