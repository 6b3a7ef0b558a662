"""Private files in a bucket that speaks S3: each is given out by the bucket itself, by a short signed address."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from storages.backends.s3 import S3Storage

SECONDS = 60  # long enough to begin; a download that has begun goes on


class PrivateBucket(S3Storage):
    """The bucket's own access rules keep everybody else out."""

    default_acl = "private"
    querystring_auth = True
    file_overwrite = False

    def sent(self, name: str, *, content_type: str, disposition: str) -> HttpResponse | None:
        said = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
        return HttpResponseRedirect(self.url(name, parameters=said, expire=SECONDS))
