"""What an app promises of its things that people may review, and who has promised."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models

from home.cards import Card, CardQuery
from shop.fulfilment.models import Entitlement


@dataclass(frozen=True)
class Reviewed:
    """A kind of things that may be reviewed.

    `model` is the record that reviews are about; it has a `card_key`. Rights are to records of `granted`, and `led_to`
    says, of rights that were not taken back, which of the things each lets its owner review at that time (UTC), by
    the right's id; one that does not is left out. `cards` shows things by the record's id in the query's language.
    `proof` says how one comes to know such a thing: “took this course”.
    """

    code: str
    model: type[models.Model]
    granted: type[models.Model]
    led_to: Callable[[Collection[Entitlement], datetime], dict[int, int]]
    cards: Callable[[Collection[int], CardQuery], dict[int, Card]]
    proof: str

    @property
    def type_id(self) -> int:
        return ContentType.objects.get_for_model(self.model).pk

    @property
    def granted_id(self) -> int:
        return ContentType.objects.get_for_model(self.granted).pk


_kinds: dict[str, Reviewed] = {}


def register_reviewed(kind: Reviewed) -> None:
    """Let a kind of things be reviewed."""
    _kinds[kind.code] = kind


def kinds() -> list[Reviewed]:
    """All of them, by code."""
    return [_kinds[code] for code in sorted(_kinds)]


def kind_of(code: str) -> Reviewed | None:
    """The kind that addresses call so."""
    return _kinds.get(code)


def kind_of_type(type_id: int) -> Reviewed | None:
    """The kind whose records these are."""
    return next((kind for kind in kinds() if kind.type_id == type_id), None)
