"""The API as Django Ninja runs it and as OpenAPI tells it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from api.problems import MEDIA_TYPE, NOT_FOUND, Problem, answer, invalid, of_status
from api.registry import described, routers

DESCRIPTION = (
    "Courses, cart, checkout and accounts of the shop. Money is in minor units, times are UTC. "
    "Problems are documents of RFC 9457 with codes that stay the same."
)
NEEDED, UNREADABLE, UNKNOWN = _("This is needed."), _("This is not what belongs here."), _("There is no such field.")
SENTENCES = {"missing": NEEDED, "extra_forbidden": UNKNOWN}
LANGUAGE = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "Language of the answer; otherwise Accept-Language decides.",
    "schema": {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
}
IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "16 to 200 visible characters. The same request with the same key is answered once, for 24 hours.",
    "schema": {"type": "string", "pattern": "^[!-~]{16,200}$"},
}


class ShopApi(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """A name that stays when a function moves to another file."""
        return f"{operation.tags[0]}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **options) -> OpenAPISchema:
        """Ninja's, with what the frame adds to each operation."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for method, operation in path.items():
                _complete(method, operation)
        schema["paths"] |= described()
        return schema


def build() -> ShopApi:
    """The API of all subjects that have joined."""
    api = ShopApi(
        title="Stillpoint",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
    )
    api.add_exception_handler(Problem, lambda request, problem: answer(problem))
    api.add_exception_handler(Http404, lambda request, error: answer(Problem(NOT_FOUND)))
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _not_valid)
    for prefix, router in routers().items():
        api.add_router(prefix, router)
    return api


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return answer(Problem(of_status(error.status_code)), status=error.status_code)


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """One sentence for each field, in the reader's language; what was sent is not sent back."""
    found: dict[str, tuple[str, str]] = {}
    for each in error.errors:
        # ("body", "said", "items", 0, "offer"): where it was sent and the argument's name are of no use.
        place = [str(part) for part in each["loc"][2 if each["loc"][0] == "body" else 1 :]]
        found.setdefault(".".join(place), (each["type"], SENTENCES.get(each["type"], UNREADABLE)))
    return answer(invalid(found))


def _complete(method: str, operation: dict) -> None:
    operation["parameters"] = [*operation.get("parameters", []), LANGUAGE]
    if method != "get" and operation["tags"] != ["auth"]:  # a kept answer could not bring its session back
        operation["parameters"].append(IDEMPOTENCY)
    if method == "get":
        operation["responses"][304] = {"description": "As it was: If-None-Match named this answer's ETag"}
    for status, told in operation["responses"].items():
        if int(status) >= 400 and "content" in told:
            (shape,) = told["content"].values()
            told["content"] = {MEDIA_TYPE: shape}
