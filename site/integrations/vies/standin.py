"""Answers in VIES's place and in its words: the same adapter, without the network."""

from __future__ import annotations

import json

import requests
from django.conf import settings

from integrations.vies import ViesRegister

# Well-formed numbers, and what becomes of them; every other is known.
UNKNOWN, CLOSED, SILENT, BROKEN = "ATU12345675", "DK13585628", "FI20774740", "IT00743110157"


class StandinRegister(ViesRegister):
    """Knows every number but the few above."""

    def get(self, address: str) -> tuple[int, object]:
        country, _vat, number = address.removeprefix(f"{settings.VIES_API_BASE}/ms/").split("/")
        vat_id = country + number
        if vat_id == SILENT:
            raise requests.ConnectTimeout
        if vat_id == BROKEN:
            return 502, json.loads("[]")
        error = {UNKNOWN: "INVALID", CLOSED: "MS_UNAVAILABLE"}.get(vat_id, "VALID")
        return 200, {
            "isValid": error == "VALID",
            "requestDate": "2026-11-28T00:00:00.000Z",
            "userError": error,
            "name": "---",
            "address": "---",
            "requestIdentifier": "",
            "originalVatNumber": number,
            "vatNumber": number,
        }
