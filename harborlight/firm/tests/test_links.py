"""The tokens of letters, as the jobs that write the letters hold them."""

from __future__ import annotations

import base64
from functools import reduce
from operator import and_, or_

import pytest

from harborlight.firm import links
from harborlight.firm.actions import offer_part
from harborlight.firm.ids import read
from harborlight.firm.models import Job
from harborlight.firm.roles import Role
from harborlight.firm.vault.ciphers import Unreadable


def test_a_token_holds_128_bits_that_nobody_guesses():
    tokens = [read(links.new_token()).int for _ in range(64)]
    # Each of the 128 is set in one of them, and is not set in another.
    assert reduce(or_, tokens) == 2**128 - 1
    assert reduce(and_, tokens) == 0


def test_the_row_of_a_job_opens_no_door(pat):
    token = links.new_token()
    one = offer_part(pat, email="a@example.org", name="Abe", role=Role.PARALEGAL)
    other = offer_part(pat, email="b@example.org", name="Bea", role=Role.PARALEGAL)
    sealed = links.for_job(one, "offer", token)
    assert token.encode() not in base64.b64decode(sealed)
    assert links.from_job(one, "offer", sealed) == token
    for record, what in ((other, "offer"), (one, "invitation")):
        with pytest.raises(Unreadable):
            links.from_job(record, what, sealed)
    assert Job.objects.filter(task__endswith="send_offer").count() == 2
