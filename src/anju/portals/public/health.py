"""Answers when everything that a hall needs is ready."""

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from anju.centers.directory import directory


@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """200 with the open centers once the database answers and a center is open, 503 before."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        centers = sorted(directory().by_code)
    except OperationalError:
        return JsonResponse({"ready": False, "database": "away"}, status=503)
    except ProgrammingError:  # reached, but nobody has made the tables yet
        return JsonResponse({"ready": False, "database": "empty"}, status=503)
    return JsonResponse(
        {"ready": bool(centers), "centers": centers}, status=200 if centers else 503
    )
