"""单位密码登录 › 用户注册: an agent on file opens the hall for himself (C-22)."""

from anju.identity.models import Knock
from anju.portals.employer.knocking import Errand, pages_of

REGISTRATION = Errand(
    kind=Knock.Kind.REGISTER,
    title="用户注册",
    done="注册成功",
    route="registration",
    asks_mobile=True,
    agreement=True,
)
ask, code, password, done = pages_of(REGISTRATION)
