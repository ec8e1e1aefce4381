"""The bank's asynchronous answers: checked for their signature, recorded, and acted on."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from anju.payments.bank import BadSignature, BankSilent
from anju.payments.gateway import bank
from anju.payments.record_answer import record_answer


@csrf_exempt  # The signature over the whole message stands in for the form's token.
@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """What the bank says about one instruction; a repeated message is answered the same way."""
    try:
        answer = bank().verify_callback(
            headers=request.headers, path=request.get_full_path(), body=request.body
        )
    except BadSignature:
        return JsonResponse({"error": "bad signature"}, status=401)
    except BankSilent:
        return JsonResponse({"error": "unreadable"}, status=400)
    verdict = record_answer(answer=answer, source="callback", now=timezone.now())
    return JsonResponse({"verdict": verdict})
