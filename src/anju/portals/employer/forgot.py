"""单位密码登录 › 忘记密码: a new password for an agent whose phone is at hand (C-25)."""

from anju.identity.models import Knock
from anju.portals.employer.knocking import Errand, pages_of

RESET = Errand(
    kind=Knock.Kind.RESET,
    title="忘记密码",
    done="重置成功",
    route="forgot",
    asks_mobile=False,
)
ask, code, password, done = pages_of(RESET)
