"""For load balancers: is the process alive, and can it serve."""

from django.db import connection
from django.http import JsonResponse


class HealthChecks:
    """Answers before anything else looks: whoever asks knows the machine's address, not the shop's name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = ANSWERS.get(request.path)
        return answer() if answer else self.get_response(request)


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
    return JsonResponse({"status": "ok"})


ANSWERS = {"/health/live": live, "/health/ready": ready}
