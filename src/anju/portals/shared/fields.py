"""Fields of a form as pieces show them, and a form's answers as views read them."""

from dataclasses import dataclass

from django.http import HttpRequest


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
