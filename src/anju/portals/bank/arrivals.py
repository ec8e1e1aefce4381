"""The bank's arrival notices: checked for their signature, kept once, and acted on."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from anju.centers.clock.day import business_day
from anju.contributions.collecting import collection_account
from anju.payments.bank import BadSignature, BankSilent
from anju.payments.gateway import bank
from anju.payments.take_arrivals import take_notice


@csrf_exempt  # The signature over the whole message stands in for the form's token.
@require_POST
def arrivals(request: HttpRequest) -> HttpResponse:
    """Money has come into the collection account; told twice, it is answered the same way."""
    try:
        notice = bank().verify_notice(
            headers=request.headers, path=request.get_full_path(), body=request.body
        )
    except BadSignature:
        return JsonResponse({"error": "bad signature"}, status=401)
    except BankSilent:
        return JsonResponse({"error": "unreadable"}, status=400)
    if notice.account != collection_account(business_day()).account:
        return JsonResponse({"error": "not our account"}, status=422)
    return JsonResponse({"news": take_notice(notice=notice)})
