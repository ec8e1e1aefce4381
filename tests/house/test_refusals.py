"""An expected no has a code of its own, by which tests, logs and machines know it."""

import importlib
import pkgutil
import re

import anju
from anju.ground.errors import Refusal


def _all_refusals() -> list[type[Refusal]]:
    for found in pkgutil.walk_packages(anju.__path__, "anju."):
        if not re.search(r"\.(__main__|migrations|settings)(\.|$)", found.name):
            importlib.import_module(found.name)
    waiting, known = [Refusal], []
    while waiting:
        for refusal in waiting.pop().__subclasses__():
            known.append(refusal)
            waiting.append(refusal)
    return [refusal for refusal in known if refusal.__module__.startswith("anju.")]


def _where(refusal: type[Refusal]) -> str:
    return f"{refusal.__module__}.{refusal.__qualname__}"


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes: dict[str, list[str]] = {}
    for refusal in _all_refusals():
        codes.setdefault(refusal.__dict__.get("code", ""), []).append(_where(refusal))
    assert codes.pop("", []) == []
    assert {code: names for code, names in codes.items() if len(set(names)) > 1} == {}


def test_codes_are_plain_words() -> None:
    odd = [r.code for r in _all_refusals() if not re.fullmatch(r"[a-z][a-z0-9_.]*", r.code)]
    assert odd == []
