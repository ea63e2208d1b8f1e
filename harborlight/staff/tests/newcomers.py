"""What is typed of Maria and Omar on the page of a new case."""

from __future__ import annotations

from harborlight.people.models import ConflictCheck
from harborlight.staff.tests.desk import text_of
from tests.whole_case import MARIA, OMAR

NEW = "/staff/cases/new/i130-spouse/"


def said(lead, **also):
    """What is typed of Maria and Omar."""
    words = {"lead": str(lead.user_id)}
    for part, one in (("petitioner", MARIA), ("beneficiary", OMAR)):
        words |= {
            f"{part}-family_name": one.family_name,
            f"{part}-given_name": one.given_name,
            f"{part}-middle_name": one.middle_name,
            f"{part}-birth_date_day": str(one.birth_date.day),
            f"{part}-birth_date_month": str(one.birth_date.month),
            f"{part}-birth_date_year": str(one.birth_date.year),
            f"{part}-email": one.email,
            f"{part}-phone": one.phone,
            f"{part}-language": one.language,
        }
    return words | also


def checked(client, words):
    """The words, and the check that was made of them."""
    response = client.post(NEW, words | {"step": "check"})
    assert response.status_code == 200, text_of(response)
    return words | {"check": ConflictCheck.objects.latest("asked_at").key}
