"""The fields of a wizard's step: how they look, and what is wrong with what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from django.http import HttpRequest

from anju.ground.errors import Refusal
from anju.ground.identity import (
    check_identity_number,
    check_mobile,
    check_name,
    normalise,
)
from anju.portals.member.wizard.shapes import Shape, Step
from anju.portals.shared.fields import Field, answer

LONGEST = 60
_ACCOUNT = (1, 20)
HINTS: Final = {
    "long": "至少 8 位，汉字、空格和符号都可以；可以粘贴",
    "six_digits": "6 位数字；不要用生日、证件号码或手机号码里的数字",
}

_FIELDS: Final = {
    "name": Field("name", "姓名", autocomplete="name"),
    "identity_number": Field("identity_number", "身份证号码", autocomplete="off"),
    "mobile": Field(
        "mobile", "手机号码", type="tel", inputmode="numeric", autocomplete="tel-national"
    ),
    "account": Field(
        "account", "账号信息", hint="身份证号码，或个人公积金账号", autocomplete="username"
    ),
}


def asked(
    shape: Shape, step: Step, known: dict[str, str], errors: dict[str, str]
) -> list[Field]:
    """The fields for the facts of a step in the city's words, filled with what is known."""
    labels, within = dict(shape.labels), dict(shape.placeholders)
    known = {**known, "account": known.get("account") or known.get("identity_number", "")}
    return [
        replace(
            _FIELDS[name],
            label=labels.get(name, _FIELDS[name].label),
            placeholder=within.get(name, ""),
            value=known.get(name, ""),
            error=errors.get(name, ""),
        )
        for name in step.facts
    ]


def typed(request: HttpRequest, step: Step) -> dict[str, str]:
    """What was typed into them; longer than anything meant is cut where it is shown."""
    return {name: answer(request, name)[:LONGEST] for name in step.facts}


def wrong_with(facts: dict[str, str], *, today: date) -> dict[str, str]:
    """A sentence for each fact that nobody can have; whom it fits is not looked at here."""
    found: dict[str, str] = {}
    for name, text in facts.items():
        try:
            if text:
                _CHECKS[name](text, today)
            else:
                found[name] = f"请填写{_FIELDS[name].label}。"
        except Refusal as refused:
            found[name] = refused.sentence
    return found


def as_facts(facts: dict[str, str]) -> dict[str, str]:
    """The same under the engine's names: an account field may hold an identity number."""
    plain = {
        name: text if name == "name" else normalise(text).upper()
        for name, text in facts.items()
    }
    if "account" not in plain:
        return plain
    if len(plain["account"]) in (15, 18):
        return {**plain, "account": "", "identity_number": plain["account"]}
    return {**plain, "identity_number": ""}


def code_field(shape: Shape, error: str) -> Field:
    """Where the code is typed."""
    return Field(
        "code",
        shape.code_label,
        hint="6 位数字，5 分钟内有效",
        autocomplete="one-time-code",
        inputmode="numeric",
        extra="w-code",
        placeholder=dict(shape.placeholders).get("code", ""),
        error=error,
    )


def password_fields(shape: Shape, errors: dict[str, str], *, kind: str) -> list[Field]:
    """Where the password is chosen, twice; `kind` is the city's identity.member_password."""
    first, second = shape.password_labels
    return [
        Field(
            "password",
            first,
            type="password",
            autocomplete="new-password",
            hint=HINTS[kind],
            error=errors.get("password", ""),
        ),
        Field(
            "again",
            second,
            type="password",
            autocomplete="new-password",
            error=errors.get("again", ""),
        ),
    ]


def _check_account(text: str, today: date) -> None:
    plain = normalise(text)
    if len(plain) in (15, 18):
        check_identity_number(plain.upper(), today=today)
    elif not (plain.isdigit() and _ACCOUNT[0] <= len(plain) <= _ACCOUNT[1]):
        raise Refusal("请填写 18 位身份证号码，或个人公积金账号。")


_CHECKS: Final[dict[str, Callable[[str, date], object]]] = {
    "name": lambda text, today: check_name(text),
    "identity_number": lambda text, today: check_identity_number(
        normalise(text).upper(), today=today
    ),
    "mobile": lambda text, today: check_mobile(normalise(text)),
    "account": _check_account,
}
