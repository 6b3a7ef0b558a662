"""Pretended payments, below /test-payments/."""

urlpatterns: list = []
