"""Shapes that several subjects' documents share."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Protocol

from django.conf import settings
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from api.problems import MEDIA_TYPE, kinds
from money import Money

LARGEST_ID = 2**63 - 1  # what a database's key can be
# NUL is what no database takes.
WORDS = r"^[^\u0000]*$"


class Shown(Protocol):
    """A picture as cards have it."""

    url: str
    width: int
    height: int


class Rated(Protocol):
    """What reviews of a thing amount to, as cards have it."""

    average: Decimal
    count: int


def absolute(path: str) -> str:
    """An address of the shop, whole."""
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
# For JSON 2.0 is a whole number too. Stands last, so that limits are told in the description.
WHOLE = BeforeValidator(lambda sent: int(sent) if type(sent) is float and sent.is_integer() else sent)
Words = Annotated[str, StringConstraints(pattern=WORDS, max_length=1000)]


class Sent(Schema):
    """What a client sends: exactly these members, each of its own type."""

    model_config = ConfigDict(strict=True, extra="forbid")


class MoneySchema(Schema):
    """Money in minor units: 7900 EUR are seventy-nine euros."""

    amount: int
    currency: str

    @classmethod
    def of(cls, money: Money | None) -> MoneySchema | None:
        return None if money is None else cls(amount=money.minor, currency=money.currency)


class Picture(Schema):
    """A picture by its address, with its size in pixels."""

    url: str
    width: int
    height: int

    @classmethod
    def of(cls, image: Shown | None) -> Picture | None:
        return None if image is None else cls(url=absolute(image.url), width=image.width, height=image.height)


class Rating(Schema):
    """What reviews say of a thing: the average of one to five stars, to one decimal, and of how many."""

    average: float = Field(ge=1, le=5, examples=[4.7])
    count: int = Field(ge=1, examples=[23])

    @classmethod
    def of(cls, score: Rated | None) -> Rating | None:
        return None if score is None else cls(average=float(score.average), count=score.count)


class FieldProblem(Schema):
    """What is wrong with one field."""

    field: str
    code: str
    message: str


class ProblemSchema(Schema):
    """A problem document (RFC 9457). `code` stays the same in every language."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    errors: list[FieldProblem] | None = None


def problems(*statuses: int) -> dict[int, type[Schema]]:
    """What an operation may answer beside its success: these statuses, and those that any may."""
    known = {one.status for one in kinds()}
    unknown = set(statuses) - known
    if unknown:
        raise ValueError(f"No kind of problem has the status {unknown}.")
    return dict.fromkeys(sorted({*statuses, 422, 429}), ProblemSchema)


def problems_of_writing(*statuses: int) -> dict[int, type[Schema]]:
    """The same for operations that change something."""
    return problems(400, 403, 409, 413, 415, *statuses)


def refusal(status: int) -> dict:
    """A problem document as OpenAPI tells of it, for addresses that are described by hand."""
    shape = {"$ref": f"#/components/schemas/{ProblemSchema.__name__}"}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": shape}}}
