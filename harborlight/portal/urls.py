from django.urls import URLPattern, URLResolver, path

from harborlight.portal.views import home

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
]
