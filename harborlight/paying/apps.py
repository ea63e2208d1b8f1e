from importlib import import_module

from django.apps import AppConfig


class PayingConfig(AppConfig):
    name = "harborlight.paying"

    def ready(self) -> None:
        # A payment that is disputed does not go back (`billing.actions.holding`).
        import_module("harborlight.paying.actions")
