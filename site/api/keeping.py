"""Idempotency-Key: the same request sent again gets the same answer, and nothing happens twice."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api import operations
from api.middleware import address_of
from api.models import KeptAnswer
from api.problems import Problem, answer, kind

BAD_KEY = kind("idempotency-key", 400, gettext_lazy("This Idempotency-Key cannot be used"))
UNDER_WAY = kind("under-way", 409, gettext_lazy("The same request is under way"))
KEY_TAKEN = kind("idempotency-key-taken", 422, gettext_lazy("This Idempotency-Key was used for another request"))

# Long enough that nobody else can guess it: a guest is known by nothing better.
KEY = re.compile(r"[\x21-\x7e]{16,200}")
# Another time may bring another answer.
NOT_KEPT = {401, 403, 409, 429}


def answered_once(run: Callable) -> Callable:
    @wraps(run)
    def once(request: HttpRequest, **arguments) -> HttpResponse:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return run(request, **arguments)
        try:
            row = _begin(request, key)
        except Problem as problem:
            return answer(problem)
        if row.answer is not None:
            return _opened(row, key)
        return _run_and_keep(run, request, arguments, row, key)

    return once


def _begin(request: HttpRequest, key: str) -> KeptAnswer:
    if not KEY.fullmatch(key):
        raise Problem(BAD_KEY, _("Send 16 to 200 visible characters, such as a UUID."))
    said = operations.digest(request.method, request.get_full_path(), request.body)
    try:
        return operations.begin(key_hash=operations.digest(_who(request), key), request_hash=said, at=timezone.now())
    except operations.UnderWay as error:
        raise Problem(UNDER_WAY, headers={"Retry-After": "1"}) from error
    except operations.AnotherRequest as error:
        raise Problem(KEY_TAKEN) from error


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"member:{request.user.pk}"
    return f"guest:{address_of(request)}"


def _run_and_keep(run: Callable, request: HttpRequest, arguments: dict, row: KeptAnswer, key: str) -> HttpResponse:
    try:
        response = run(request, **arguments)
    except BaseException:
        operations.let_go(row)
        raise
    if response.status_code >= 500 or response.status_code in NOT_KEPT:
        operations.let_go(row)
    else:
        operations.keep(row, _sealed(response, key))
    return response


def _box(key: str) -> Fernet:
    secret = hashlib.sha256(f"kept answer:{settings.SECRET_KEY}:{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def _sealed(response: HttpResponse, key: str) -> bytes:
    kept = {
        "status": response.status_code,
        "type": response.headers["Content-Type"],
        "cookies": [morsel.OutputString() for morsel in response.cookies.values()],
        "content": response.content.decode(),
    }
    return _box(key).encrypt(json.dumps(kept).encode())


def _opened(row: KeptAnswer, key: str) -> HttpResponse:
    try:
        kept = json.loads(_box(key).decrypt(bytes(row.answer)))
    except InvalidToken:  # of a SECRET_KEY that is gone
        return answer(Problem(KEY_TAKEN))
    response = HttpResponse(kept["content"], status=kept["status"], content_type=kept["type"])
    for cookie in kept["cookies"]:
        response.cookies.load(cookie)
    response.headers["Idempotent-Replayed"] = "true"
    return response
