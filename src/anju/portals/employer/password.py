"""归集业务 › 密码修改: an agent changes his own password (C-26)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.employers.person import words_about
from anju.identity.passwords.change_password import change_password
from anju.identity.passwords.check_strength import Shape
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.new_password import new_password, password_fields
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page

OLD = Field("old", "原密码", type="password", autocomplete="current-password")


@agents_only
@sensitive_post_parameters("old", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: AgentRequest) -> HttpResponse:
    """原密码, 新密码, 提交; the other devices' sessions end."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            change_password(
                visit=request.visit,
                old=request.POST.get("old", ""),
                new=new_password(request),
                about=words_about(request.agent),
                shape=Shape.LONG,
                now=timezone.now(),
            )
            return HttpResponseRedirect(reverse("employer:password_changed"))
        except Refusal as refused:
            refusal = refused
    context = {
        "title": "密码修改",
        "crumbs": crumbs("employer:home"),
        "lede": "修改后，其他设备上的登录会立即退出",
        "fields": [OLD, *password_fields()],
        "submit": "提交",
        "error_title": "密码没有修改",
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/form.html", context, status=status)


@agents_only
@require_safe
def changed(request: AgentRequest) -> HttpResponse:
    """修改成功."""
    context = {
        "title": "修改成功",
        "words": "新的登录密码已经生效，其他设备上的登录都已退出。",
        "more": "我们已发短信告知您在中心登记的手机。",
    }
    return page(request, "pieces/employer/done.html", context)
