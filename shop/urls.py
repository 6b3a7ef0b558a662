"""Addresses of the shop, below /<language>/."""

app_name = "shop"
urlpatterns: list = []
