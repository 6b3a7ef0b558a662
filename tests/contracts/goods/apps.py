from django.apps import AppConfig


class GoodsConfig(AppConfig):
    name = "tests.contracts.goods"
    label = "goods"
