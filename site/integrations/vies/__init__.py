"""VIES, the register of VAT numbers of the European Union, by its REST interface."""

from __future__ import annotations

import requests
from django.conf import settings

from shop.checkout.vat_register import RegisterUnavailable

TIMEOUT = (2.0, 2.5)  # seconds to connect, and to read: a buyer waits for it


class ViesRegister:
    """Asks VIES. It knows numbers; whose they are is not asked for."""

    def knows(self, vat_id: str) -> bool:
        country, number = vat_id[:2], vat_id[2:]
        try:
            status, answer = self.get(f"{settings.VIES_API_BASE}/ms/{country}/vat/{number}")
        except (requests.RequestException, ValueError) as error:
            raise RegisterUnavailable(type(error).__name__) from error
        # A member's own register that is closed says so in "userError"; "isValid" is false then, and means nothing.
        if status != 200 or not isinstance(answer, dict) or answer.get("userError") not in ("VALID", "INVALID"):
            said = answer.get("userError", "") if isinstance(answer, dict) else ""
            raise RegisterUnavailable(f"HTTP {status} {said}")
        return answer["userError"] == "VALID"

    def get(self, address: str) -> tuple[int, object]:
        """Status and JSON of an address."""
        answer = requests.get(address, headers={"Accept": "application/json"}, timeout=TIMEOUT)
        return answer.status_code, answer.json()
