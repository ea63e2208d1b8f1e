"""A word by text message ends text messages, wherever they come from, and is told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.automation.models import Reaching
from harborlight.automation.tests.test_reminders import after, asked, carrier
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.outside.texts_in import signed

# Fixtures of the reminders.
__all__ = ["after", "asked", "carrier"]
OURS, HERS = "+16195550100", "+12135550123"


def write(settings, body, *, number=HERS, to=OURS, signature=None):
    address = f"{settings.SITE_URL}{reverse('text-heard')}"
    form = {"From": number, "To": to, "Body": body, "MessageSid": "SM9"}
    right = signed(address, form, "secret")
    headers = {"X-Twilio-Signature": right if signature is None else signature}
    return Client().post(reverse("text-heard"), form, headers=headers)


@pytest.mark.feature("F134", "F150")
def test_who_writes_stop_gets_no_text_until_they_write_start(
    asked, after, carrier, settings, ada
):
    assert write(settings, " Alto. ").status_code == 200
    assert Reaching.objects.get(person=asked.person).no_texts
    assert after(3) == ["nudge email", "nudge portal", "nudge text said-no"]
    assert carrier.heard == []
    keep_up_in(ada.firm)
    # Who works on the case is told, once.
    write(settings, "STOP")
    kinds = [*Notice.objects.filter(user=ada.user_id).values_list("kind", flat=True)]
    assert kinds.count("reminder.texts-ended") == 1
    assert Event.objects.filter(kind="reminder.texts-ended").count() == 1
    write(settings, "start")
    assert after(7) == ["second email", "second portal", "second text"]
    assert len(carrier.heard) == 1


@pytest.mark.feature("F134")
def test_help_and_anything_else_are_answered_in_their_language(
    asked, carrier, settings
):
    said = write(settings, "AYUDA").content.decode()
    assert "<Message>" in said and "STOP" in said
    said = write(settings, "Is my case approved?", number="+12135559999")
    assert "Nobody reads this number" in said.content.decode()
    assert not Reaching.objects.exists()


@pytest.mark.feature("F249")
def test_who_is_not_the_carrier_is_not_believed(asked, carrier, settings):
    assert write(settings, "STOP", signature="forged").status_code == 400
    assert write(settings, "STOP", signature="").status_code == 400
    assert write(settings, "STOP", to="+15550000000").status_code == 400
    assert Client().get(reverse("text-heard")).status_code == 405
    assert not Reaching.objects.exists()
    settings.TEXTS = ""
    assert write(settings, "STOP").status_code == 400
