"""Tells the center's staff when the whole hall sees more failures than people make."""

from datetime import datetime, timedelta

from anju.audit.models import Event
from anju.audit.record import record
from anju.identity.limit_table import ALARM
from anju.identity.limits import TryLater, take

DEED = "alarm"
SHOWN = timedelta(hours=24)
WORDS = {
    "sign_in_hall": "一小时内登录失败次数异常",
    "sign_in_password": "有人用同一个密码尝试多个账号",
    "code_hall": "短信验证码用量达到上限，已暂停发送",
}


def raise_alarm(*, about: str, now: datetime) -> None:
    """Write an alarm into the trail, at most one of a kind an hour. (Security 3.4, B5, H5.)"""
    try:
        take((ALARM, about), now=now)
    except TryLater:
        return
    record(actor="system", deed=DEED, subject=about)


def open_alarms(*, now: datetime) -> list[str]:
    """What the counter's first page says about the last 24 hours, newest first, each once."""
    seen = Event.objects.filter(deed=DEED, at__gt=now - SHOWN).order_by("-id")
    return list(dict.fromkeys(WORDS[event.subject] for event in seen if event.subject in WORDS))
