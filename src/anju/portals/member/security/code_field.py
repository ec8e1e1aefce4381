"""获取验证码: the field for a code, and the button that asks for one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest

from anju.ground.errors import Refusal
from anju.portals.shared.steps import seconds_until


@dataclass(frozen=True)
class CodeField:
    """Where a code is typed: what it is for, to which number it went, how long to wait."""

    hint: str
    mobile: str = ""
    label: str = "验证码"
    button: str = "获取验证码"
    seconds: int = 0
    sent: bool = False
    error: str = ""


def asks(request: HttpRequest) -> bool:
    """Whether the press was on 获取验证码."""
    return "ask_code" in request.POST


def asked(field: CodeField, ask: Callable[[], datetime], *, now: datetime) -> CodeField:
    """The field after a code was asked for: sent, or why not."""
    try:
        again = ask()
    except Refusal as refusal:
        return replace(field, error=refusal.sentence)
    return replace(field, sent=True, seconds=seconds_until(again, now=now))
