from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from harborlight.firm.ids import IdInAddress
from harborlight.portal.views import helping
from harborlight.staff.views import calendar, health

register_converter(IdInAddress, "id")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("harborlight.config.account_urls")),
    path("join/", include("harborlight.portal.joining_urls")),
    path("send/<str:token>/", helping.send, name="send-for"),
    path("", include("harborlight.portal.helping_urls")),
    path("portal/", include("harborlight.portal.urls")),
    path("staff/", include("harborlight.staff.urls")),
    path("calendar/<str:token>/", calendar.feed, name="calendar-feed"),
    path("healthz", health.health, name="health"),
    path("api/", include("harborlight.api.urls")),
    path("", include("harborlight.portal.processor_urls")),
]
if settings.DEVELOPMENT:
    urlpatterns += [path("dev/", include("harborlight.ui.dev.urls"))]

handler400 = "harborlight.portal.views.errors.unreadable"
handler500 = "harborlight.portal.views.errors.broken"
