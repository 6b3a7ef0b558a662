"""Addresses of the pages that are not in the tree, below /<language>/."""

app_name = "home"
urlpatterns: list = []
