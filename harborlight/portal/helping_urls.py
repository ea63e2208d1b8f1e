"""The pages of whoever answers for a client by a link."""

from django.urls import URLPattern, URLResolver, path

from harborlight.portal.views import answering_for

urlpatterns: list[URLPattern | URLResolver] = [
    path("help/<str:token>/", answering_for.welcome, name="help-with"),
    path("helping/<str:link>/", answering_for.chapters, name="answers-for"),
    path(
        "helping/<str:link>/<slug:screen>/",
        answering_for.screen,
        name="answers-for-screen",
    ),
    path(
        "helping/<str:link>/<slug:screen>/add/",
        answering_for.add,
        name="answers-for-add",
    ),
    path(
        "helping/<str:link>/<slug:screen>/<int:place>/",
        answering_for.screen,
        name="answers-for-entry",
    ),
]
