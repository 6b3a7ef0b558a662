"""What went wrong, as RFC 9457 says it: a document with a code that stays the same in every language and release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its code, the status of the answer, and its name for people."""

    code: str
    status: int
    title: str | Promise

    @property
    def type(self) -> str:
        """Where it is explained."""
        return f"{settings.PUBLIC_URL}/api/docs#problem-{self.code}"


_kinds: dict[str, Kind] = {}


def kind(code: str, status: int, title: str | Promise) -> Kind:
    """Name a kind of problem, so that the documentation lists it. A code is given once and never changed."""
    if code in _kinds:
        raise ValueError(f"There is a problem {code} already.")
    _kinds[code] = Kind(code, status, title)
    return _kinds[code]


def kinds() -> list[Kind]:
    """All of them, by status and code."""
    return sorted(_kinds.values(), key=lambda one: (one.status, one.code))


UNREADABLE = kind("unreadable", 400, _("The request cannot be read"))
FORBIDDEN = kind("forbidden", 403, _("Not allowed"))
FOREIGN_ORIGIN = kind("foreign-origin", 403, _("Sent from another site"))
CSRF = kind("csrf", 403, _("The token against forged requests is missing or wrong"))
NOT_FOUND = kind("not-found", 404, _("Not found"))
METHOD = kind("method-not-allowed", 405, _("This address does not know that method"))
TOO_LARGE = kind("too-large", 413, _("The request is too large"))
NOT_JSON = kind("not-json", 415, _("The body must be JSON"))
INVALID = kind("invalid-input", 422, _("Something in the request is not right"))
TOO_MANY = kind("too-many-requests", 429, _("Too many requests"))
BROKEN = kind("broken", 500, _("Something broke on our side"))
BY_STATUS = {
    one.status: one for one in (UNREADABLE, FORBIDDEN, NOT_FOUND, METHOD, TOO_LARGE, NOT_JSON, INVALID, TOO_MANY)
}


class Problem(Exception):
    """Ends a request with a problem document; `more` are members of the document beside the usual ones."""

    def __init__(
        self, kind: Kind, detail: str | Promise = "", *, headers: Mapping[str, str] | None = None, **more
    ) -> None:
        super().__init__(kind.code)
        self.kind, self.detail, self.headers, self.more = kind, detail, headers or {}, more


def answer(problem: Problem, *, status: int | None = None) -> HttpResponse:
    """The document; `status` where the kind stands for several."""
    document = {
        "type": problem.kind.type,
        "title": force_str(problem.kind.title),
        "status": status or problem.kind.status,
        "code": problem.kind.code,
        **({"detail": force_str(problem.detail)} if problem.detail else {}),
        **problem.more,
    }
    content = json.dumps(document, ensure_ascii=False, default=str)
    response = HttpResponse(content, status=document["status"], content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def of_status(status: int) -> Kind:
    """The kind for a refusal of which only the status is known."""
    return BY_STATUS.get(status) or (UNREADABLE if status < 500 else BROKEN)


def invalid(errors: Mapping[str, tuple[str, str]]) -> Problem:
    """One or more fields are not right: by field, a code and a sentence."""
    told = [{"field": field, "code": code, "message": force_str(words)} for field, (code, words) in errors.items()]
    return Problem(INVALID, errors=told)


def invalid_form(form, *, names: Mapping[str, str] | None = None) -> Problem:
    """What a form says of its fields, each under the name that the request gave it."""
    names = names or {}
    return invalid(
        {
            names.get(field, field).replace("__all__", ""): (errors[0].code or "invalid", " ".join(errors[0].messages))
            for field, errors in form.errors.as_data().items()
        }
    )
