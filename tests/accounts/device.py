"""A device that is a passkey, in software: a key of its own, and answers as WebAuthn says (level 2, §6.1, §6.5)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://localhost:8000"
PRESENT, OPENED, WITH_KEY = 1, 4, 64


@dataclass
class Device:
    identity: bytes = field(default_factory=lambda: os.urandom(32))
    owner: str = ""  # whose it is, as the shop said when it was made
    opened: bool = True  # by a finger, a face or a number
    extra: dict = field(default_factory=dict)  # what else its browser sends
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict) -> str:
        """Become somebody's passkey; what the browser sends."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        public = AttestedCredentialData.create(
            b"\0" * 16, self.identity, ES256.from_cryptography_key(self.key.public_key())
        )
        about = AuthenticatorData.create(self._place(asked["rp"]["id"]), self._flags(WITH_KEY), 0, public)
        made = AttestationObject.create("none", about, {})
        return self._sent("webauthn.create", asked, attestationObject=websafe_encode(bytes(made)))

    def get(self, options: dict) -> str:
        """Answer the question whether it is there; what the browser sends."""
        asked = options["publicKey"]
        about = AuthenticatorData.create(self._place(asked["rpId"]), self._flags(0), 1)
        client = self._client("webauthn.get", asked)
        signature = self.key.sign(bytes(about) + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"authenticatorData": bytes(about), "signature": signature, "userHandle": websafe_decode(self.owner)}
        return self._sent("webauthn.get", asked, **{name: websafe_encode(part) for name, part in parts.items()})

    def _sent(self, kind: str, asked: dict, **response: str) -> str:
        name = websafe_encode(self.identity)
        response["clientDataJSON"] = websafe_encode(self._client(kind, asked))
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response, **self.extra})

    def _client(self, kind: str, asked: dict) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": ORIGIN}).encode()

    def _place(self, name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _flags(self, more: int) -> int:
        return PRESENT | (OPENED if self.opened else 0) | more
