"""By which channel a member came: WeChat says its name, a phone is known by its shell."""

from django.http import HttpRequest


def in_wechat(request: HttpRequest) -> bool:
    """Whether the page is shown within WeChat."""
    return "MicroMessenger" in request.headers.get("User-Agent", "")


def channel_words(request: HttpRequest) -> str:
    """The channel as members read it beside what they made there."""
    if in_wechat(request):
        return "微信"
    return "手机网厅" if getattr(request, "shell", "") == "mobile" else "网厅-个人版"
