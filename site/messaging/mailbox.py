"""The local mailbox, below /mailbox/."""

urlpatterns: list = []
