"""For load balancers: is the process alive, and can it serve. For monitors: how much work waits."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from outbox.contract import backlog
from search.engine import engine


class HealthChecks:
    """Answers before anything else looks: whoever asks knows the machine's address, not the shop's name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if answer := ANSWERS.get(request.path):
            return answer()
        if request.path == METRICS and _may_measure(request):
            return metrics()
        return self.get_response(request)


def live() -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready() -> JsonResponse:
    """The database answers too; 503 while it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"status": "no database"}, status=503)
    # A search engine that is away stops nobody: the database answers, and monitors read it here.
    away = {} if engine().answers() else {"search": "the database stands in"}
    return JsonResponse({"status": "ok", **away})


def metrics() -> HttpResponse:
    """How the work in the background stands, in the text format of Prometheus."""
    found = backlog(at=timezone.now())
    lines = {
        "outbox_jobs_due": found.due,
        "outbox_oldest_due_seconds": round(found.oldest_seconds, 1),
        "outbox_jobs_given_up": found.dead,
    }
    text = "".join(f"# TYPE {name} gauge\n{name} {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_measure(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)


METRICS = "/health/metrics"
ANSWERS = {"/health/live": live, "/health/ready": ready}
