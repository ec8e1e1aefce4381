"""What some cities ask before they show the sign-in page: the same as the dialog, as a page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.clock.day import business_day
from anju.policy.rules import value
from anju.portals.shared.shell.page import page


@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """确认框 for people without script; a city that asks nothing leads straight on. (N-04.)"""
    form = value("identity.member_sign_in_form", on=business_day())
    sign_in = reverse("member:sign_in")
    if not form.confirm:
        return HttpResponseRedirect(sign_in)
    context = {
        "title": f"进入{form.entry}",
        "crumbs": [{"label": "首页", "url": reverse("public:front")}],
        "confirm": form.confirm,
        "inside": sign_in,
    }
    return page(request, "pieces/member/entrance.html", context)
