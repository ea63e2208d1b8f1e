"""The site map of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from harborlight.staff.addresses import (
    agencies,
    automations,
    bank,
    cases,
    fees,
    forms,
    money,
    office,
    overview,
    packets,
    papers,
    paying,
    playbooks,
    questions,
    replies,
    tasks,
    trust_rules,
)
from harborlight.staff.views import home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *overview.urlpatterns,
    *cases.urlpatterns,
    *agencies.urlpatterns,
    *papers.urlpatterns,
    *packets.urlpatterns,
    *replies.urlpatterns,
    *forms.urlpatterns,
    *money.urlpatterns,
    *fees.urlpatterns,
    *paying.urlpatterns,
    *bank.urlpatterns,
    *trust_rules.urlpatterns,
    *office.urlpatterns,
    *questions.urlpatterns,
    *tasks.urlpatterns,
    *playbooks.urlpatterns,
    *automations.urlpatterns,
]
