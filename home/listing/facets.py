"""Filters of a list: what may be chosen, what is chosen, and how many each choice would leave.

Several values of one facet widen it, several facets narrow each other; a facet's own choice leaves its counts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from django.http import QueryDict

OPEN = 3  # so many facets stand open at first

Row = TypeVar("Row")


@dataclass(frozen=True)
class Facet(Generic[Row]):
    """One question to the list: its name in addresses, its words, its choices in order, and each row's answers."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    values: Callable[[Row], Iterable[str]]
    alone: bool = False  # one box is worth showing


@dataclass(frozen=True)
class Choice:
    """One box of a facet."""

    value: str
    label: str
    count: int
    selected: bool

    @property
    def disabled(self) -> bool:
        """Whether nothing would be found with it; what is chosen can always be taken away."""
        return not self.count and not self.selected


@dataclass(frozen=True)
class Group:
    """A facet as it stands now."""

    name: str
    label: str
    choices: list[Choice]
    open: bool


class Selection(Generic[Row]):
    """What an address asks for, and what is left of the rows. What it asks in vain is not heard."""

    def __init__(self, rows: Sequence[Row], facets: Sequence[Facet[Row]], asked: QueryDict) -> None:
        self.rows = rows
        self.facets = facets
        self._asked = asked
        self.chosen = {facet.name: self._heard(facet, asked.getlist(facet.name)) for facet in facets}
        self._answers = [{facet.name: set(facet.values(row)) for facet in facets} for row in rows]

    @property
    def unheard(self) -> bool:
        """Whether a facet was asked only for what nothing is."""
        return any(self._asked.getlist(name) and not values for name, values in self.chosen.items())

    @staticmethod
    def _heard(facet: Facet[Row], asked: list[str]) -> list[str]:
        return [value for value, _label in facet.choices if value in asked]

    @cached_property
    def found(self) -> list[Row]:
        return self._left(self.chosen)

    @cached_property
    def groups(self) -> list[Group]:
        """The facets worth showing: those with something to choose between."""
        shown = []
        for place, facet in enumerate(self.facets):
            name, chosen = facet.name, self.chosen[facet.name]
            known, left = self.known(name), self.counts(name)
            choices = [
                Choice(value, label, left.get(value, 0), value in chosen)
                for value, label in facet.choices
                if value in known or value in chosen
            ]
            if len(choices) > 1 or chosen or (choices and facet.alone):
                shown.append(Group(name, facet.label, choices, open=bool(chosen) or place < OPEN))
        return shown

    def known(self, name: str) -> Collection[str]:
        """The values of a facet that anything has."""
        return {value for answers in self._answers for value in answers[name]}

    def counts(self, name: str) -> Mapping[str, int]:
        """How many each value of a facet would leave if it were the only one of it."""
        return Counter(value for answers in self._left_answers(but=name) for value in answers[name])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is chosen, as an address says it."""
        return [(name, value) for name, values in self.chosen.items() for value in values]

    def without(self, name: str, value: str) -> dict[str, list[str]]:
        return {
            facet: [one for one in values if (facet, one) != (name, value)] for facet, values in self.chosen.items()
        }

    def count_without(self, name: str, value: str) -> int:
        """How many there would be if that choice were taken away."""
        return len(self._left(self.without(name, value)))

    def label_of(self, name: str, value: str) -> str:
        facet = next(facet for facet in self.facets if facet.name == name)
        return dict(facet.choices)[value]

    def _left(self, chosen: dict[str, list[str]]) -> list[Row]:
        return [row for row, answers in zip(self.rows, self._answers, strict=True) if _fits(answers, chosen)]

    def _left_answers(self, *, but: str) -> list[dict[str, set[str]]]:
        others = {name: values for name, values in self.chosen.items() if name != but}
        return [answers for answers in self._answers if _fits(answers, others)]


def _fits(answers: dict[str, set[str]], chosen: dict[str, list[str]]) -> bool:
    return all(not values or not answers[name].isdisjoint(values) for name, values in chosen.items())
