"""What people write to the number that our text messages come from."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from harborlight.automation.jobs.texting import hear_text
from harborlight.firm.doors import public_page
from harborlight.outside.texts_in import BadText, heard

SIGNATURE = "X-Twilio-Signature"


@csrf_exempt
@require_POST
@public_page
def text(request: HttpRequest) -> HttpResponse:
    """Its signature says who speaks; the answer is in the words of whoever carries it."""
    address = f"{settings.SITE_URL}{request.path}"
    signature = request.headers.get(SIGNATURE, "")
    try:
        said = heard(address, request.POST.dict(), signature)
    except BadText:
        return HttpResponse(status=400)
    return HttpResponse(_answer(hear_text(said)), content_type="text/xml")


def _answer(words: str) -> bytes:
    """What whoever carries the messages sends back; "" for nothing."""
    root = Element("Response")
    if words:
        SubElement(root, "Message").text = words
    return bytes(tostring(root, encoding="utf-8"))
