"""What messaging asks of the settings before the shop opens."""

import pytest

from messaging.checks import letters_leave_the_house


@pytest.mark.parametrize(
    ("transport", "open_tools", "found"),
    [
        ("integrations.email.MailboxBackend", False, ["messaging.E001"]),
        ("integrations.email.MailboxBackend", True, []),
        ("integrations.email.resend.EmailBackend", False, []),
    ],
)
def test_an_open_shop_does_not_keep_its_letters_to_itself(settings, transport, open_tools, found):
    settings.MAIL_TRANSPORT, settings.SITE_OPEN_TOOLS = transport, open_tools

    assert [error.id for error in letters_leave_the_house(None)] == found
