"""A new password is typed twice; what people should know about it is said beforehand."""

from django.http import HttpRequest

from anju.identity.passwords.check_twice import check_twice
from anju.portals.shared.fields import Field

HINT = "至少 8 位，可以是一句话；不能用身份证号、手机号、单位账号里的数字或常用密码"


def new_password(request: HttpRequest) -> str:
    """The password that was typed twice; raises NotTheSameTwice otherwise."""
    first, second = request.POST.get("password", ""), request.POST.get("again", "")
    check_twice(first, second)
    return str(first)


def password_fields(wrong: str = "") -> list[Field]:
    """新密码 and 确认新密码; `wrong` names the one to look at."""
    error = "与上面输入的不一致" if wrong == "again" else ""
    return [
        Field("password", "新密码", type="password", autocomplete="new-password", hint=HINT),
        Field("again", "确认新密码", type="password", autocomplete="new-password", error=error),
    ]
