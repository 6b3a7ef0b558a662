"""The composition root: finds what each app brings to the shop."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class StorefrontConfig(AppConfig):
    name = "storefront"

    def ready(self) -> None:
        import_module("storefront.checks")
        import_module("storefront.sqlite").join()
        for config in apps.get_app_configs():
            # Like Wagtail's own wagtail_hooks.py: joining is a file, not a line somewhere central.
            if find_spec(f"{config.name}.storefront_hooks"):
                import_module(f"{config.name}.storefront_hooks")
