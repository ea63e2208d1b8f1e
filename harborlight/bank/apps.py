from importlib import import_module

from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "harborlight.bank"

    def ready(self) -> None:
        # A month that was signed is closed for whoever posts (`trust.closing`).
        import_module("harborlight.bank.closed")
