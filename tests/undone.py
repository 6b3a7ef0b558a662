"""What has not happened afterwards."""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction


class Undone(transaction.Atomic):
    """Whatever happens inside has not happened afterwards."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True  # as Django's own tests say it: what must be durable may run inside

    def __exit__(self, *problem):
        transaction.set_rollback(True)
        if settings.REDIS_URL:
            cache.clear()  # attempts are counted there, and Redis does not roll back
        return super().__exit__(*problem)
