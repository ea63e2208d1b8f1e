"""Who may try a password once more, so that guessing is slow and its owner gets in.

A browser that signed in to the account before is counted for itself: no stranger's
tries keep it out. All others are counted for the account together with the address
they come from, and for the account wherever they come from. An address is stopped
altogether only when it tries many accounts, each counted once a minute however often
it is tried: whoever guesses at one account refuses nobody else behind the same address.

The numbers stand in config/account_settings.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit

from harborlight.firm.devices import known_device
from harborlight.firm.membership import account_of

if TYPE_CHECKING:
    from django.http import HttpRequest

HERE, EVERYWHERE = "login_here", "login_everywhere"


class Tries:
    """One try at a password, counted in several places until it turns out right."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._used: list[ratelimit.RateLimitUsage] = []

    def count(self, action: str, key: str = "") -> bool:
        """Whether there is room for one more; if so, it is taken."""
        usage = ratelimit.consume(
            self.request, app="allauth.account", action=action, key=key
        )
        if usage is not None:
            self._used.append(usage)
        return usage is not None

    def rollback(self) -> None:
        """The password was right, or nobody looked at it: the try counts nowhere."""
        for usage in self._used:
            usage.rollback()


def tried(request: HttpRequest, email: str) -> Tries | None:
    """Count a try at the password of this address; None: not now."""
    tries, email = Tries(request), email.strip().lower()
    user = account_of(email)
    device = known_device(request, user) if user else ""
    if device:
        may = tries.count("login_known", f"{device} {email}")
    else:
        may = (
            tries.count(HERE, _here(request, email))
            and tries.count(EVERYWHERE, email)
            and _one_of_few(tries, email)
        )
    if may:
        return tries
    tries.rollback()
    return None


def forget_tries(request: HttpRequest, email: str) -> None:
    """The owner chose a new password by letter: they may try it at once."""
    email = email.strip().lower()
    for action, key in ((HERE, _here(request, email)), (EVERYWHERE, email)):
        ratelimit.clear(request, app="allauth.account", action=action, key=key)


def _one_of_few(tries: Tries, email: str) -> bool:
    """Whether this address has tried only few accounts in this minute."""
    if not tries.count("login_first", _here(tries.request, email)):
        return True
    return tries.count("login_source")


def _here(request: HttpRequest, email: str) -> str:
    return f"{ratelimit.get_ip(request)} {email}"
