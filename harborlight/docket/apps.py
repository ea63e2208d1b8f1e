from django.apps import AppConfig


class DocketConfig(AppConfig):
    name = "harborlight.docket"
