"""Addresses that suppliers call, below /api/."""

urlpatterns: list = []
