"""They exist only in development."""

from django.urls import path

from harborlight.ui.dev import views

urlpatterns = [
    path("components/", views.components, name="components"),
    path("components/<str:layout>/", views.components, name="components-in"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<str:name>/", views.letter, name="letter"),
]
