from django.apps import AppConfig


class PayingConfig(AppConfig):
    name = "harborlight.paying"
