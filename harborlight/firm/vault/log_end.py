"""Where a firm's log ends, sealed under the firm's key.

The chain alone can be cut off at its end, or written anew, by whoever has the
database: hashes need no key. This needs one. It cannot tell that a whole earlier
state was put back, for that was sealed too.
"""

from __future__ import annotations

import hmac

from harborlight.firm.models import Firm
from harborlight.firm.vault.ciphers import Unreadable, derive, keyed_hash
from harborlight.firm.vault.keys import NoKey, firm_key, newest_firm_key


def sealed_end(firm: Firm, n: int, last: str) -> str:
    """The seal on a log that ends with this number and hash."""
    version, key = newest_firm_key(firm)
    return f"{version}:{_seal(key, firm, n, last)}"


def is_sealed(firm: Firm, n: int, last: str, seal: str) -> bool:
    """Whether this is our seal, under the key that the firm has or one that it had."""
    version, _colon, wanted = seal.partition(":")
    try:
        key = firm_key(firm, int(version))
    except (NoKey, Unreadable, ValueError, OverflowError):
        return False
    return hmac.compare_digest(_seal(key, firm, n, last).encode(), wanted.encode())


def _seal(key: bytes, firm: Firm, n: int, last: str) -> str:
    return keyed_hash(derive(key, "log end"), f"{firm.pk}|{n}|{last}")
