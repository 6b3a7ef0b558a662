"""A few answers in Stripe's place, in this process's memory, for the tests of the pages that lead to it."""

from __future__ import annotations

import json
import sys
import types
from urllib.parse import parse_qsl

import stripe


class StandInHTTPClient(stripe.HTTPClient):
    name = "fake"

    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[str, dict] = {}
        self.sessions: dict[str, dict] = {}

    def request(self, method, url, headers, post_data=None, *, _usage=None):
        path = url.split("/v1/", 1)[1]
        if path == "checkout/sessions" and method == "post":
            key = headers["Idempotency-Key"]
            self.by_key[key] = self.by_key.get(key) or self._new(dict(parse_qsl(post_data)))
            return json.dumps(self.by_key[key]), 200, {"Request-Id": "req_1"}
        session = self.sessions[path.split("/")[2]]
        if path.endswith("/expire"):
            session["status"] = "expired"
        return json.dumps(session), 200, {"Request-Id": "req_1"}

    def _new(self, form: dict) -> dict:
        number = len(self.sessions) + 1
        lines = [name.split("[")[1].rstrip("]") for name in form if name.endswith("[quantity]")]
        total = sum(
            int(form[f"line_items[{line}][quantity]"]) * int(form[f"line_items[{line}][price_data][unit_amount]"])
            for line in lines
        )
        session = {
            "id": f"cs_test_{number}",
            "object": "checkout.session",
            "url": f"https://checkout.stripe.com/c/pay/cs_test_{number}",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": total,
            "currency": "eur",
            "livemode": False,
            "payment_intent": None,
            "metadata": {"payment": form["metadata[payment]"]},
        }
        return self.sessions.setdefault(session["id"], session)


def install() -> None:
    module = types.ModuleType("integrations.stripe.standin.http")
    module.StandInHTTPClient = StandInHTTPClient
    sys.modules["integrations.stripe.standin"] = types.ModuleType("integrations.stripe.standin")
    sys.modules["integrations.stripe.standin.http"] = module
