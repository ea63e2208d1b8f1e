"""The master keys: from the environment, from a file, or made at the first start.

Every other key is wrapped by the newest of them (harborlight.firm.vault). The
oldest never encrypts anything once there is a newer one, but lasting secrets are
derived from it, so a rotation of keys keeps it.
Losing them loses every document and every encrypted field; docs/operators.md
says how to keep them apart from the backups.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

MasterKeys = dict[int, bytes]


class KeptInFile(MasterKeys):
    """Keys of a file, which is read again for one that was added to it since."""

    def __init__(self, keys: MasterKeys, path: Path) -> None:
        super().__init__(keys)
        self.path = path

    def __missing__(self, version: int) -> bytes:
        found = decoded(json.loads(self.path.read_text()))
        # The newest we know encrypts; a newer one only opens, until the next start.
        return found[version]


class BadMasterKeys(Exception):
    """The master keys cannot be read."""


def master_keys(home: Path, from_environment: str, file_name: str) -> MasterKeys:
    """Versions and 32-byte keys; the highest version encrypts.

    `from_environment` looks like `1:BASE64,2:BASE64`; without it the file is
    read, and made with fresh keys if it is not there.
    """
    if from_environment:
        pairs = (entry.split(":", 1) for entry in from_environment.split(","))
        return decoded(dict(pairs))
    path = Path(file_name) if file_name else home / "keys" / "master.json"
    if not path.exists():
        write(path, {n: secrets.token_bytes(32) for n in (0, 1)})
    return KeptInFile(decoded(json.loads(path.read_text())), path)


def add_master_key(keys: KeptInFile) -> KeptInFile:
    """Keep one more key in the file: the newest, which encrypts from now on."""
    grown = keys | {max(keys) + 1: secrets.token_bytes(32)}
    write(keys.path, grown)
    return KeptInFile(grown, keys.path)


def write(path: Path, keys: MasterKeys) -> None:
    """Keep the keys in a file that only this user can read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps({n: base64.b64encode(key).decode() for n, key in keys.items()})
    scratch = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(
        os.open(scratch, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        scratch.replace(path)
        return
    try:
        # Two processes may start together: the first one's keys win.
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()


def derived(keys: MasterKeys, purpose: str) -> str:
    """A lasting secret for one purpose, from the oldest master key."""
    oldest = keys[min(keys)]
    return hmac.new(oldest, purpose.encode(), hashlib.sha256).hexdigest()


def decoded(entries: dict[str, str]) -> MasterKeys:
    try:
        keys = {
            int(n): base64.b64decode(key, validate=True) for n, key in entries.items()
        }
    except ValueError as error:
        raise BadMasterKeys(f"The master keys cannot be read: {error}.") from error
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise BadMasterKeys("Every master key must be 32 bytes, written in base64.")
    return keys
