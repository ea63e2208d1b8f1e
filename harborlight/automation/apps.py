from importlib import import_module

from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "harborlight.automation"

    def ready(self) -> None:
        import_module("harborlight.automation.silent")
