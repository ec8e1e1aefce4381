"""Why a session ended, said on the sign-in page it leads to."""

from django.http import HttpRequest

from anju.identity.models import Visit
from anju.identity.visits.look_at_visit import lives_of
from anju.portals.shared.doors.visitors import DOORS

Because = Visit.Because


def why_ended(request: HttpRequest, *, route: str) -> str:
    """The sentence for the reason in the address, or nothing; only our own words are shown."""
    lives = lives_of(DOORS[route.partition(":")[0]])
    idle, longest = int(lives.idle.total_seconds() // 60), lives.longest.total_seconds() / 3600
    return {
        str(Because.IDLE): f"超过 {idle} 分钟没有操作，为保护您的资料已经退出，请重新登录。",
        str(Because.TOO_OLD): f"这次登录已满 {longest:.0f} 小时，请重新登录。",
        str(Because.ELSEWHERE): "您已在别处退出这台设备，请重新登录。",
        str(Because.SIGNED_OUT): "您已退出，请重新登录。",
        str(
            Because.PASSWORD_CHANGED
        ): "登录密码已经修改，请用新密码登录。如非本人修改，请立即致电我们。",
        str(
            Because.NOT_ALLOWED
        ): "这个账号已停用，或您不再担任这个岗位。如有疑问，请联系我们。",
        str(
            Because.APPOINTMENT_ENDED
        ): "您在这家单位的授权已经撤销。如有疑问，请联系单位或我们。",
        str(Because.CERTIFICATE_ENDED): "登录用的数字证书已失效，请换用有效的证书登录。",
    }.get(request.GET.get("why", ""), "")
