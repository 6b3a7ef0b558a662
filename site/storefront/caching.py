"""Redis as a cache that the shop can do without."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

logger = logging.getLogger("storefront.cache")

REST_SECONDS = 1.0


def spared(otherwise: Callable) -> Callable:
    """Answer with `otherwise`, called with the same arguments, while Redis does not."""

    def spare(method: Callable) -> Callable:
        @wraps(method)
        def asked(self, *args, **kwargs):
            if time.monotonic() >= self.rests_until:
                try:
                    return method(self, *args, **kwargs)
                except (NoConnection, NoAnswer) as error:
                    logger.warning("Redis does not answer, going on without: %s", error)
                    # A Redis that hangs would otherwise be waited for again and again in one page.
                    type(self).rests_until = time.monotonic() + REST_SECONDS
            return otherwise(*args, **kwargs)

        return asked

    return spare


class SpareRedisCache(RedisCache):
    """While Redis is away nothing is found and nothing is kept; sessions are in the database as well, pages go on.

    Where attempts are limited nobody gets in meanwhile: what cannot be counted is not let through.
    """

    rests_until = 0.0

    add = spared(lambda *args, **kwargs: False)(RedisCache.add)
    get = spared(lambda key, default=None, version=None: default)(RedisCache.get)
    set = spared(lambda *args, **kwargs: None)(RedisCache.set)
    touch = spared(lambda *args, **kwargs: False)(RedisCache.touch)
    delete = spared(lambda *args, **kwargs: False)(RedisCache.delete)
    get_many = spared(lambda *args, **kwargs: {})(RedisCache.get_many)
    has_key = spared(lambda *args, **kwargs: False)(RedisCache.has_key)
    incr = spared(lambda key, delta=1, version=None: delta)(RedisCache.incr)
    set_many = spared(lambda data, *args, **kwargs: list(data))(RedisCache.set_many)
    delete_many = spared(lambda *args, **kwargs: None)(RedisCache.delete_many)
    clear = spared(lambda: False)(RedisCache.clear)
