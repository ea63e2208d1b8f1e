from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "harborlight.agreements"

    def ready(self) -> None:
        # Instalments are charged on their days (`paying.falling_due`).
        import_module("harborlight.agreements.charged")
        # Clients are told before fees leave trust (`billing.noticing`).
        import_module("harborlight.agreements.noticed")
        # They lie in the records of trust (`bank.enclosing`).
        import_module("harborlight.agreements.enclosed")
