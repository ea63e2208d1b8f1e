"""A legal hold beats every rule of keeping (trust.md T19)."""

from __future__ import annotations

import pytest

from harborlight.cases.actions import close_case
from harborlight.cases.gates import ERASE, GateClosed, must_be_open
from harborlight.docket.models import LegalHold
from harborlight.firm.models import Event
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.staff.tests.test_together import begun as begun
from harborlight.staff.tests.test_together import day_of


@pytest.mark.feature("F040")
def test_an_attorney_holds_a_case_and_nothing_of_it_is_destroyed(begun, ada, pat, paul):
    case, hers, his = begun.case, sign_in(ada), sign_in(paul)
    page = at("legal-holds", case.pk)
    must_be_open(case, ERASE)
    assert "Place a legal hold" not in text_of(his.get(page))
    assert his.post(page, {"reason": "Sued"}).status_code == 403
    assert hers.post(page, {"reason": " "}).status_code == 422
    for reason in ("Rivas v. Harbor Foods, 26-cv-118", "Complaint to the state bar"):
        hers.post(page, {"reason": reason})
    with pytest.raises(GateClosed, match="Ada placed a legal hold on this case on"):
        must_be_open(case, ERASE)
    must_be_open(case, "send")
    close_case(ada, case, on=day_of(case))
    sign_in(pat).post(at("keeping-rule"), {"archive_days": "0", "keep_years": "7"})
    hers.post(at("archive-case", case.pk))
    assert "legal hold: nothing of it is destroyed" in text_of(hers.get(at("archive")))
    assert "until an attorney lifts it" in text_of(his.get(at("case", case.pk)))
    assert "26-cv-118" in text_of(his.get(page))
    first, second = LegalHold.objects.order_by("placed_at")
    lift = at("lift-legal-hold", first.pk)
    assert his.post(lift, {"reason": "Over"}).status_code == 403
    wrong = hers.post(lift, {"reason": ""})
    assert wrong.status_code == 422 and "Write why." in text_of(wrong)
    hers.post(lift, {"reason": "Settled on May 2"})
    with pytest.raises(GateClosed):
        must_be_open(case, ERASE)  # the other one stands
    hers.post(at("lift-legal-hold", second.pk), {"reason": "Closed without action"})
    must_be_open(case, ERASE)
    again = hers.post(lift, {"reason": "Once more"}, follow=True)
    assert "lifted already" in text_of(again)
    told = text_of(hers.get(page))
    for words in ("Sued" not in told, "Settled on May 2" in told, "26-cv-118" in told):
        assert words, "what was placed and what was lifted both stay"
    kinds = Event.objects.filter(case_id=case.pk, kind__startswith="case.legal-hold")
    assert sorted(kinds.values_list("kind", flat=True)) == [
        "case.legal-hold-lifted",
        "case.legal-hold-lifted",
        "case.legal-hold-placed",
        "case.legal-hold-placed",
    ]
