"""What Django need not ask SQLite."""

from __future__ import annotations

from django.db.backends.signals import connection_created

WITH_JSON = (3, 38)  # from then on it always has it


def knows_json(sender, connection, **kwargs) -> None:
    """Django asks each connection, in a transaction that writes here; one that was kept waiting said no for good."""
    if connection.vendor == "sqlite" and connection.Database.sqlite_version_info >= WITH_JSON:
        connection.features.supports_json_field = True


def join() -> None:
    connection_created.connect(knows_json, dispatch_uid="storefront.sqlite")
