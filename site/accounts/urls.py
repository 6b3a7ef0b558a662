"""Addresses of accounts, below /<language>/account/."""

app_name = "accounts"
urlpatterns: list = []
