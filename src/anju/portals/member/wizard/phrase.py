"""The anti-phishing phrase (X-03): chosen by a question, shown by us, and proof of nothing."""

import re
from typing import Final

from django.http import HttpRequest

from anju.ground.errors import Refusal
from anju.portals.shared.fields import Field, answer

_PHRASE: Final = re.compile(r"[\w\u3400-\u9fff ·，。！？'-]{2,20}")
_LOOKS_SECRET: Final = re.compile(r"\d{4}")


class BadPhrase(Refusal):
    """A phrase that could not stand in a text message, or should not."""

    code = "portals.bad_phrase"


def phrase_of(request: HttpRequest) -> str:
    """The phrase that was typed; raises BadPhrase."""
    typed = answer(request, "answer")
    if not typed:
        raise BadPhrase("请填写问题答案，2 到 20 个字。")
    if not _PHRASE.fullmatch(typed):
        raise BadPhrase("问题答案请用 2 到 20 个汉字或字母，不用符号和网址。")
    if _LOOKS_SECRET.search(typed):
        raise BadPhrase("问题答案会显示在页面和短信里，请不要填写密码、证件或手机号码。")
    return typed


def phrase_fields(request: HttpRequest, questions: tuple[str, ...], error: str) -> list[Field]:
    """选择密保问题 and 填写问题答案."""
    return [
        Field(
            "question",
            "选择密保问题",
            value=answer(request, "question")[:60],
            choices=tuple((one, one) for one in questions),
        ),
        Field(
            "answer",
            "填写问题答案",
            value=answer(request, "answer")[:20],
            hint="2 到 20 个字，例如“信阳热干面”",
            autocomplete="off",
            error=error,
        ),
    ]
