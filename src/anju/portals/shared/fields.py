"""Fields of a form as pieces show them, and a form's answers as views read them."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from anju.ground.errors import Refusal

_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)


class BadForm(Refusal):
    """A form lacks what our own page would have put into it."""

    code = "portals.bad_form"


@dataclass(frozen=True)
class Field:
    """One question of a form: its words, what was answered, and what is wrong with that."""

    name: str
    label: str
    value: str = ""
    type: str = "text"
    hint: str = ""
    error: str = ""
    required: bool = True
    autocomplete: str = ""
    inputmode: str = ""
    extra: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""
    readonly: bool = False

    @property
    def describes(self) -> str:
        """The ids of the sentences that belong to this field."""
        said = {"hint": self.hint, "err": self.error}
        return " ".join(f"{self.name}-{kind}" for kind, words in said.items() if words)


@dataclass(frozen=True)
class FormError:
    """A line of the summary over a form: where, and what is wrong."""

    field: str
    sentence: str


def answer(request: HttpRequest, name: str) -> str:
    """What was typed into a field, without the spaces around it."""
    return str(request.POST.get(name, "")).strip()


def answers(request: HttpRequest) -> dict[str, str]:
    """Everything that was typed, each without the spaces around it."""
    return {name: answer(request, name) for name in request.POST}


def form_key(request: HttpRequest) -> str:
    """The form's own key, by which a second press is known; raises BadForm without one."""
    key = answer(request, "intent")
    if not _KEY.fullmatch(key):
        raise BadForm("这张表单不完整，没有提交。请回到上一页，重新填写后再提交。")
    return key


def whole_fen(request: HttpRequest, name: str) -> int:
    """A sum in fen that our page carried in the form; raises BadForm for anything else."""
    text = answer(request, name)
    if not _WHOLE.fullmatch(text):
        raise BadForm("这张表单里的金额不完整，没有提交。请回到上一页重新确认。")
    return int(text)
