"""Letters of the tests' own, as in tests/messaging."""

from tests.messaging.conftest import own_templates  # noqa: F401 - a fixture
