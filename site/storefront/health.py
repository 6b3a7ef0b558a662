"""For load balancers: is the process alive, and can it serve."""

from django.db import connection
from django.http import JsonResponse
from django.urls import path


def live(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request):
    """The database answers too; 503 while it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


urlpatterns = [path("live", live, name="health_live"), path("ready", ready, name="health_ready")]
