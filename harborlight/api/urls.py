"""The site map of the machines' door."""

from django.urls import URLPattern, URLResolver, path

from harborlight.api.views import uploads

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("uploads/", uploads.begin, name="uploads"),
    path("uploads/<id:upload_id>/", uploads.go_on, name="upload"),
]
