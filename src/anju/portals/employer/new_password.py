"""A new password is typed twice; what people should know about it is said beforehand."""

from django.http import HttpRequest

from anju.ground.errors import Refusal
from anju.portals.shared.fields import Field

HINT = "至少 8 位，可以是一句话；不能用身份证号、手机号、单位账号里的数字或常用密码"


class PasswordsDiffer(Refusal):
    code = "portals.agent_passwords_differ"


def new_password(request: HttpRequest) -> str:
    """The password that was typed twice; raises PasswordsDiffer when it was not the same."""
    first, second = request.POST.get("password", ""), request.POST.get("again", "")
    if first != second:
        raise PasswordsDiffer("两次输入的新密码不一致，请重新输入。")
    return str(first)


def password_fields(wrong: str = "") -> list[Field]:
    """新密码 and 确认新密码; `wrong` names the one to look at."""
    error = "与上面输入的不一致" if wrong == "again" else ""
    return [
        Field("password", "新密码", type="password", autocomplete="new-password", hint=HINT),
        Field("again", "确认新密码", type="password", autocomplete="new-password", error=error),
    ]
