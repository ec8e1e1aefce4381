"""Materials as the pages show them; whoever asks names the member, and finds only his."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from anju.documents.materials.models import (
    Material,
    MaterialFile,
    MaterialPage,
    MaterialUse,
)
from anju.people.models import Member

State = Material.State


class Shelf(StrEnum):
    """Parts of the wallet."""

    ALL = "all"
    READY = "ready"
    DRAFT = "draft"
    PAST = "past"


def materials_of(
    *, member: Member, shelf: Shelf = Shelf.ALL, today: date
) -> QuerySet[Material]:
    """A member's materials, newest first, with how many files each has."""
    expired = Q(expires_on__lt=today, state__in=Material.OPEN)
    past = Q(state__in=(State.USED, State.ENDED)) | expired
    found = member.materials.annotate(files_count=Count("files")).order_by("-id")
    if shelf is Shelf.READY:
        return found.filter(state=State.READY).exclude(expired)
    if shelf is Shelf.DRAFT:
        return found.filter(state=State.DRAFT).exclude(expired)
    return found.filter(past) if shelf is Shelf.PAST else found


def material_of(*, member: Member, number: str) -> Material:
    """One material of a member. Raises Material.DoesNotExist for anybody else's."""
    return member.materials.get(number=number)


def page_of(*, material: Material, file: int, page: int) -> MaterialPage:
    """One page by the places of file and page. Raises MaterialPage.DoesNotExist."""
    return MaterialPage.objects.get(file__material=material, file__place=file, place=page)


def file_of(*, material: Material, file: int) -> MaterialFile:
    """One file by its place. Raises MaterialFile.DoesNotExist."""
    return material.files.get(place=file)


def serving(material: Material) -> list[MaterialUse]:
    """The cases a material serves or has served, the first first."""
    return list(material.uses.exclude(state=MaterialUse.State.FREED).order_by("id"))


@dataclass(frozen=True)
class Standing:
    """How a material stands on a day: a word, and the tone it is said in."""

    words: str
    tone: str


def standing(material: Material, *, today: date) -> Standing:
    """Its state in a word; an open one after its last day is 已过期."""
    if material.state in Material.OPEN and material.expired(today):
        return Standing("已过期", "warn")
    tones = {State.READY: "ok", State.DRAFT: "warn"}
    label = str(State(material.state).label)
    return Standing(label, tones.get(State(material.state), ""))
