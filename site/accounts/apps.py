from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and accounts"
    default = True


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with our person: one name, no user name."""

    user_viewset = "accounts.admin.PersonViewSet"
