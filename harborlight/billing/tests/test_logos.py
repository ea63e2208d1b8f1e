"""The firm's logo stands on its papers; what is no picture is refused in words."""

import io
import struct
import zlib

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from harborlight.agreements.invoice_paper import invoice_paper
from harborlight.billing.models import Letterhead
from harborlight.billing.tests.conftest import case, invoice, payer
from harborlight.portal.tests.conftest import browser_of

__all__ = ["case", "invoice", "payer"]
WHERE = "staff:letterhead"


def png(wide=120, high=40):
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "#c81e3c").save(out, "PNG")
    return out.getvalue()


def with_words(data):
    """A PNG that says where it was made, as programs write it."""
    said = b"tEXtComment\0at home, 34.05 N"
    crc = struct.pack(">I", zlib.crc32(said))
    return data[:33] + struct.pack(">I", len(said) - 4) + said + crc + data[33:]


def send(browser, content, **also):
    file = SimpleUploadedFile("logo.png", content, "image/png")
    said = {"days_to_pay": "14", "colour": "#C81E3C", "logo": file, **also}
    return browser.post(reverse(WHERE), said)


@pytest.mark.feature("F184")
def test_a_logo_is_drawn_anew_and_stands_on_invoices_until_it_is_taken_off(
    ada, ben, invoice
):
    browser = browser_of(ben)
    assert send(browser, with_words(png())).status_code == 302
    head = Letterhead.objects.get(withdrawn_at=None)
    assert head.colour == "#c81e3c"
    page = pypdfium2.PdfDocument(invoice_paper(ada, invoice))[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    assert (200, 30, 60) in {colour for _n, colour in picture.getcolors(1_000_000)}
    browser.post(reverse(WHERE), {"days_to_pay": "21"})
    kept = Letterhead.objects.get(withdrawn_at=None)
    assert kept.logo_id == head.logo_id and kept.days_to_pay == 21
    browser.post(reverse(WHERE), {"days_to_pay": "21", "no_logo": "on"})
    assert Letterhead.objects.get(withdrawn_at=None).logo is None


def test_what_is_no_picture_of_dots_is_refused_and_changes_nothing(ben, invoice):
    browser = browser_of(ben)
    for wrong, why in (
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "This is no PNG"),
        (png()[:60], "cannot be drawn"),
        (png(2000, 10), "too large"),
        (png() + bytes(1_100_000), "too large"),
    ):
        answer = send(browser, wrong)
        assert answer.status_code == 422 and why in answer.content.decode()
    answer = send(browser, png(), colour="red")
    assert (
        answer.status_code == 422
        and "six letters and digits" in answer.content.decode()
    )
    assert not Letterhead.objects.exists()
