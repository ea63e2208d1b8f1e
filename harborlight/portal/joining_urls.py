from django.urls import path

from harborlight.portal.views import joining

urlpatterns = [
    path("<str:token>/", joining.welcome, name="join"),
]
