"""What a press of a button does at a step: asks for a code, goes on, or finishes."""

from dataclasses import replace

from anju.identity.enrolment.finish_knock import finish_by_activation, finish_knock
from anju.identity.enrolment.knock import knock
from anju.identity.enrolment.open_knock import nothing_under_way, open_knock
from anju.identity.enrolment.words import refusal_of
from anju.identity.knocks.move_knock import move_knock
from anju.identity.models import Knock
from anju.identity.passwords.check_strength import (
    PersonWords,
    Shape,
    WeakPassword,
    check_strength,
)
from anju.identity.passwords.check_twice import NotTheSameTwice, check_twice
from anju.policy.rules import value
from anju.portals.member.wizard.fields import as_facts, typed, wrong_with
from anju.portals.member.wizard.notes import Notes, keep
from anju.portals.member.wizard.phrase import phrase_of
from anju.portals.member.wizard.walk import DONE, Walk
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.visitors import renew_session, session_of
from anju.portals.shared.fields import answer


class Wrong(Exception):
    """Fields that have to be filled in otherwise: a sentence for each."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("fields are wrong")
        self.errors = errors


def ask_for_code(walk: Walk) -> Notes:
    """Read the facts and knock; what came of it is seen by the telephone on file alone.

    Raises Wrong for facts nobody can have, RobotDoubt, TryLater.
    """
    notes = _with_facts(walk)
    bump = walk.bump(notes.told().about)
    bump.check()
    asked = knock(
        kind=walk.kind,
        facts=notes.told(),
        session=session_of(walk.request),
        address=address_of(walk.request),
        today=walk.today,
        now=walk.now,
        wish=notes.wish(),
    )
    bump.failed()
    notes = replace(notes, again_at=asked.again_at.isoformat())
    keep(walk.request, walk.kind, notes)
    return notes


def go_on(walk: Walk) -> str:
    """Take what a step asks for and answer the address of what follows.

    Raises Wrong, and the refusals of the verbs behind: WrongCode, NothingUnderWay, what stands
    in somebody's way after proof, WeakPassword.
    """
    step, notes = walk.step, _with_facts(walk)
    if step.consent:
        notes = replace(notes, agreement=_consent(walk))
    if step.phrase:
        notes = replace(notes, phrase=phrase_of(walk.request))
    if step.robot:
        walk.bump(notes.told().about).check()
    if step.code or step.password:
        _prove_and_finish(walk, notes)
    follows = walk.shape.after(step)
    notes = notes.past(step.slug)
    if follows is None:
        notes = Notes(began_at=notes.began_at, finished=True)
    keep(walk.request, walk.kind, notes)
    return walk.url(follows.slug if follows else DONE)


def _prove_and_finish(walk: Walk, notes: Notes) -> None:
    step, proven = walk.step, walk.proven
    password = _new_password(walk, notes) if step.password else ""
    if step.code and proven is None:
        proven = _prove(walk, notes)
    if proven is None:
        raise nothing_under_way()
    refused = refusal_of(proven)
    if refused is not None:
        raise refused
    if step.password:
        finish_knock(knock=proven, password=password, now=walk.now)
    elif walk.shape.activates:
        finish_by_activation(knock=proven, now=walk.now)


def _prove(walk: Walk, notes: Notes) -> Knock:
    code = answer(walk.request, "code")
    if not code:
        raise Wrong({"code": "请填写短信里的 6 位验证码。"})
    proven = open_knock(
        session=session_of(walk.request),
        kind=walk.kind,
        typed_code=code,
        now=walk.now,
        facts=notes.told(),
    )
    move_knock(knock=proven, session=renew_session(walk.request))
    return proven


def _with_facts(walk: Walk) -> Notes:
    said = typed(walk.request, walk.step)
    errors = wrong_with(said, today=walk.today)
    if errors:
        raise Wrong(errors)
    return walk.notes.saying(as_facts(said))


def _consent(walk: Walk) -> str:
    agreement = value("identity.agreement", on=walk.today)
    if walk.step.consent == "box" and not answer(walk.request, "consent"):
        raise Wrong({"consent": f"请先阅读《{agreement.title}》，并勾选同意。"})
    return str(agreement.version)


def _new_password(walk: Walk, notes: Notes) -> str:
    password = walk.request.POST.get("password", "")
    if not password:
        raise Wrong({"password": "请设置密码。"})
    told = notes.told()
    about = PersonWords(
        name=told.name, identity_number=told.identity_number, mobile=told.mobile
    )
    six = value("identity.member_password", on=walk.today) == "six_digits"
    try:
        check_twice(password, walk.request.POST.get("again", ""))
        check_strength(password=password, about=about, shape=Shape.SHORT if six else Shape.LONG)
    except NotTheSameTwice as twice:
        raise Wrong({"again": twice.sentence}) from twice
    except WeakPassword as weak:
        raise Wrong({"password": weak.sentence}) from weak
    return password
