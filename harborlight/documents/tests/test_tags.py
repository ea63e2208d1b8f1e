"""Tags of the firm's own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.documents.actions import add_tag, retag, withdraw_tag
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.documents.tags import tag_choices
from harborlight.firm.acting import Refused
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers

SEEN = {"en": "Seen in the original", "es": "Visto en original"}
WEAK = {"en": "Weak proof", "es": "Prueba débil"}


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.mark.feature("F027", "F082")
def test_a_tag_of_the_firm_is_offered_where_it_belongs(pat, ada, maria, begun):
    desk, page = at_the_desk(pat), reverse("staff:tags")
    assert "No tags of your own yet" in text(desk.get(page))
    said = {"label_en": SEEN["en"], "label_es": SEEN["es"], "kind": "passport"}
    assert SEEN["en"] in text(desk.post(page, said | {"at_upload": "on"}, follow=True))
    add_tag(pat, label=WEAK, kind="", at_upload=False)
    assert tag_choices(ada, "passport") == [
        ("seen in the original", SEEN["en"]),
        ("weak proof", WEAK["en"]),
    ]
    assert tag_choices(ada, "shared life") == [("weak proof", WEAK["en"])]
    pages = {
        one.request.kind: reverse("portal:document", args=[one.request.key])
        for one in asked(maria, begun.case)
    }
    phone = browser_of(maria, "es")
    offered = text(phone.get(pages["passport"]))
    assert SEEN["es"] in offered and WEAK["es"] not in offered
    assert SEEN["es"] not in text(phone.get(pages["shared life"]))
    send_papers(maria, begun.case)
    version = Version.objects.get(document__kind="passport")
    there = reverse("staff:retag", args=[version.document.pk])
    asks = at_the_desk(ada)
    assert "What its sender said" in text(asks.get(there))
    asks.post(there, {"tags": ["weak proof", "original"]})
    version.document.refresh_from_db()
    assert version.document.tags == ["weak proof", "original"]
    review = text(asks.get(reverse("staff:review-version", args=[version.pk])))
    assert "Weak proof" in review
    wrong = asks.post(there, {"tags": ["no such tag"]})
    assert wrong.status_code == 422


def test_two_tags_never_share_a_code_and_an_old_one_stays_on_its_papers(
    pat, ada, maria, begun
):
    first, second = (add_tag(pat, label=SEEN, kind="", at_upload=True) for _ in "ab")
    assert first.code != second.code
    send_papers(maria, begun.case)
    version = Version.objects.get(document__kind="passport")
    retag(ada, version.document, tags=[first.code])
    withdraw_tag(pat, first)
    review = at_the_desk(ada).get(reverse("staff:review-version", args=[version.pk]))
    assert SEEN["en"] in text(review)
    kept = at_the_desk(ada).get(reverse("staff:retag", args=[version.document.pk]))
    assert f'value="{first.code}"' in kept.content.decode()
    with pytest.raises(Refused):
        add_tag(ada, label=SEEN, kind="", at_upload=True)
