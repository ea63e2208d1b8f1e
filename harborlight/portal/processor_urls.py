"""Where the card processor and text messages reach us, and the page of the one that stands in for it."""

from django.conf import settings
from django.urls import URLPattern, path

from harborlight.portal.views import processor, texting

urlpatterns: list[URLPattern] = [
    path("hooks/payments/", processor.notice, name="processor-notice"),
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
