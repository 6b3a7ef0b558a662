"""Addresses of learning, below /<language>/learn/."""

app_name = "learning"
urlpatterns: list = []
