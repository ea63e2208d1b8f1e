from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "harborlight.search"

    def ready(self) -> None:
        # It hears of a destroyed key wherever one is destroyed.
        import_module("harborlight.search.forgetting")
