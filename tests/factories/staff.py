"""People who work here, in the groups that every shop has, and what they see."""

from __future__ import annotations

import re

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from shop.desk.rights import MANAGERS, SUPPORT
from shop.orders.models import Order
from shop.payments.models import Payment
from shop.payments.operations import settle
from tests.factories.accounts import make_user
from tests.factories.payments import at_the_page, do_all_work


def make_support() -> Client:
    """Sina, who answers what buyers ask."""
    return _at_the_desk("sina@example.org", "Sina", SUPPORT)


def make_manager() -> Client:
    """Marta, who may do everything with orders."""
    return _at_the_desk("marta@example.org", "Marta", MANAGERS)


def paid_at_the_page(*offers, all_work: bool = True, **values) -> Order:
    """An order whose money came through the supplier's page, handed over and confirmed by letter."""
    payment = at_the_page(*offers, **values)
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    if all_work:
        do_all_work()
    return Order.objects.get(pk=payment.order_id)


def paid_wrongly() -> Payment:
    """Money that does not fit what was asked for."""
    payment = at_the_page()
    paying.pay(payment.session_id)
    record = Record.objects.get(key=payment.session_id)
    record.body = {**record.body, "amount_total": 100}
    record.save()
    return settle(session_id=payment.session_id, at=timezone.now())


def click_of(page) -> str:
    """The name of the form on a page."""
    return re.search(r'name="click" value="([0-9a-f]{32})"', page.content.decode()).group(1)


def confirm(desk: Client, address: str, **fields):
    """Look at an act's page and press its button."""
    return desk.post(address, {"click": click_of(desk.get(address)), **fields})


def said_to(desk: Client, address: str) -> str:
    """What a page of the desk says."""
    return desk.get(address).content.decode()


def _at_the_desk(email: str, name: str, group: str) -> Client:
    user = make_user(email, name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
