from django.urls import path

from harborlight.portal.views import joining

urlpatterns = [
    path("<str:token>/", joining.welcome, name="join"),
    path("<str:token>/account/", joining.account, name="join-account"),
    path("<str:token>/passkey/", joining.passkey, name="join-passkey"),
    path("<str:token>/accept/", joining.accept, name="join-accept"),
]
