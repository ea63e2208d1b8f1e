from importlib import import_module

from django.apps import AppConfig


class DocketConfig(AppConfig):
    name = "harborlight.docket"

    def ready(self) -> None:
        # It holds cases back.
        import_module("harborlight.docket.holding")
