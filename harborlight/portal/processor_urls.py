"""Where the card processor and text messages reach us, and the page of the one that stands in for it."""

from django.conf import settings
from django.urls import URLPattern, path

from harborlight.portal.views import paying_by_link, processor, texting

urlpatterns: list[URLPattern] = [
    path("hooks/payments/", processor.notice, name="processor-notice"),
    path(
        "hooks/stripe/<id:till_id>/", processor.stripe_notice, name="processor-stripe"
    ),
    path("pay/<str:token>/", paying_by_link.invoice, name="pay"),
    path("pay/<str:token>/go/", paying_by_link.pay, name="pay-go"),
    path("hooks/texts/", texting.text, name="text-heard"),
]
if settings.PAYMENTS == "sandbox":
    urlpatterns += [
        path("sandbox/pay/<str:reference>/", processor.checkout, name="sandbox-pay"),
        path(
            "sandbox/pay/<str:reference>/decide/",
            processor.decide,
            name="sandbox-decide",
        ),
    ]
