"""A passkey made of software, as a browser would hand it over."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2 import cbor
from fido2.cose import ES256

# Present, verified, with a key in it.
PRESENT, VERIFIED, WITH_KEY = 1, 4, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def new_passkey(options: dict, origin: str = "http://testserver") -> str:
    """What answers `options` (as they stand in a page): a credential, as JSON."""
    asked = options["creation_options"]["publicKey"]
    key = ES256.from_cryptography_key(
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    known_as = hashlib.sha256(asked["challenge"].encode()).digest()[:16]
    data = (
        hashlib.sha256(settings.SITE_HOST.encode()).digest()
        + bytes([PRESENT | VERIFIED | WITH_KEY])
        + bytes(4 + 16)
        + len(known_as).to_bytes(2)
        + known_as
        + cbor.encode(dict(key))
    )
    said = {
        "type": "webauthn.create",
        "challenge": asked["challenge"],
        "origin": origin,
    }
    made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
    return json.dumps(
        {
            "id": text(known_as),
            "rawId": text(known_as),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "clientDataJSON": text(json.dumps(said).encode()),
                "attestationObject": text(made),
            },
        }
    )
