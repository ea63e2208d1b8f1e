"""The site map of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from harborlight.staff.addresses import (
    cases,
    forms,
    money,
    office,
    overview,
    packets,
    papers,
    questions,
)
from harborlight.staff.views import home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *overview.urlpatterns,
    *cases.urlpatterns,
    *papers.urlpatterns,
    *packets.urlpatterns,
    *forms.urlpatterns,
    *money.urlpatterns,
    *office.urlpatterns,
    *questions.urlpatterns,
]
