"""What a kind of goods asks its buyers, asked by staff who write an order down for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.utils.functional import cached_property

from shop.fulfilment.registry import Buyer, fulfiller_of
from shop.offers.models import Offer


@dataclass
class LineToBe:
    """As much of a cart's line as questions are about; it is never stored."""

    offer: Offer
    quantity: int
    pk: int = 0  # its place in the order
    choices: dict = field(default_factory=dict)

    @property
    def offer_id(self) -> int:
        return self.offer.pk

    def save(self, **kwargs) -> None:
        """Its choices go with the order."""


class Asked:
    """The questions about things of one kind, and what was answered. Whoever is on the telephone may not know
    everything: what can wait may be left out as a whole."""

    def __init__(self, wanted: Iterable[tuple[Offer, int]], buyer: Buyer, data) -> None:
        self.lines = [LineToBe(offer, quantity, place) for place, (offer, quantity) in enumerate(wanted)]
        self.step = fulfiller_of(self.lines[0].offer.kind).checkout_step()
        self.buyer, self.data = buyer, data

    @property
    def is_new(self) -> bool:
        """Whether there are questions that whoever sent the form has not seen."""
        return self.step is not None and not any(name.startswith("asks") for name in self.data)

    @cached_property
    def form(self) -> forms.Form | None:
        if self.step is None:
            return None
        data = None if self.is_new or self.is_left_out else self.data
        return self.step.form(lines=self.lines, buyer=self.buyer, data=data)

    @property
    def is_left_out(self) -> bool:
        return self.step is not None and self.step.can_wait and self.data.get("asks") == "later"

    @cached_property
    def is_answered(self) -> bool:
        """Whether the answers are as they must be, and kept with the line then."""
        if self.step is None or self.is_left_out:
            return True
        if self.is_new or not self.form.is_valid():
            return False
        self.step.save(lines=self.lines, form=self.form)
        return True

    @property
    def choices(self) -> list[dict]:
        """What each of them keeps of it."""
        return [line.choices if self.is_answered else {} for line in self.lines]

    def fields_about(self, place: int) -> list[forms.BoundField]:
        """The fields about one of the things; each has its number first in its name."""
        return [field for field in self.form.visible_fields() if _place_in(field.name) == place]


def _place_in(name: str) -> int:
    """The thing that a field is about; the first, where it names none."""
    found = re.search(r"_(\d+)", name)
    return int(found.group(1)) if found else 0
