from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.money import payees

urlpatterns: list[URLPattern] = [
    path("money/payees/", payees.listed, name="payees"),
    path("money/payees/new/", payees.new, name="new-payee"),
    path("money/payees/<id:payee_id>/", payees.payee, name="payee"),
    path("money/payees/<id:payee_id>/account/", payees.change, name="change-payee"),
    path("money/payees/<id:payee_id>/call/", payees.call, name="call-payee"),
    path("money/payees/<id:payee_id>/end/", payees.end, name="end-payee"),
]
