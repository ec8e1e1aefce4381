"""A case as a flow chart and a table of what was done, for every door (Z-22)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from anju.cases.lists import steps_of
from anju.cases.models import Case, Step
from anju.ground.durations import in_words

State, Kind = Case.State, Step.Kind
DONE, NOW, WAIT = "done", "now", "wait"
WORDS = {DONE: ("已完成", "check"), NOW: ("正在办理", "clock"), WAIT: ("未开始", "")}


@dataclass(frozen=True)
class Words:
    """What a business calls its applications and its two stages."""

    name: str = ""
    first: str = "受理初审"
    second: str = "受理复审"


PLAIN = Words()
# A business puts its words in here beside its pages; what is missing is called plainly.
NAMES: dict[str, Words] = {}


@dataclass(frozen=True)
class Node:
    """A stage of the chart: yellow when done, green now, dashed ahead; the word says it too."""

    name: str
    tone: str
    word: str
    icon: str


@dataclass(frozen=True)
class Line:
    """A line of 办理记录: who did what when, in his words, and how long it took."""

    name: str
    actor: str
    opinion: str
    at: str
    took: str
    reasons: tuple[Mapping[str, str], ...] = ()


def business_of(case: Case) -> str:
    """The name of a case's business: 缴存人购买住房提取审批 (Z-26)."""
    name = words_of(case).name
    if name:
        return name
    return f"缴存人{case.title}审批" if case.member_id else case.title


def words_of(case: Case) -> Words:
    """What the case's business calls things."""
    return NAMES.get(case.kind, PLAIN)


def nodes_of(case: Case) -> list[Node]:
    """The chart from 任务发起人 to its end, with where the case stands."""
    words = words_of(case)
    last = case.steps.order_by("-place").first()
    if last is not None and last.kind == Kind.AUTOMATIC:
        return [_node(name, DONE) for name in ("任务发起人", "自动审核", "办结")]
    stages = [words.first, words.second, "办结"]
    accepted = case.steps.filter(kind=Kind.ACCEPTED).exists()
    if case.state in (State.REFUSED, State.WITHDRAWN):
        passed = stages[:1] if accepted else []
        end = case.get_state_display()
        return [_node(name, DONE) for name in ("任务发起人", *passed, end)]
    if case.state == State.RETURNED:
        mending = Node("退回补正", NOW, "等您补正" if case.member_id else "等单位补正", "edit")
        return [_node("任务发起人", DONE), mending, *(_node(one, WAIT) for one in stages)]
    here = {State.WAITING: 0, State.REVIEWING: 1}.get(State(case.state), len(stages))
    marks = [DONE if at < here else NOW if at == here else WAIT for at in range(len(stages))]
    ahead = [_node(name, mark) for name, mark in zip(stages, marks, strict=True)]
    if case.suspended_until is not None:
        ahead[here] = Node(stages[here], NOW, f"挂起至 {case.suspended_until}", "clock")
    return [_node("任务发起人", DONE), *ahead]


def lines_of(case: Case) -> list[Line]:
    """Every step of a case with what was said, and how long it took since the one before."""
    lines, before = [], None
    for step in steps_of(case=case):
        took = in_words(step.recorded_at - before) if before else "—"
        before = step.recorded_at
        lines.append(
            Line(
                name=_named(step, words_of(case)),
                actor=step.actor,
                opinion=step.opinion or _silent(step, case),
                at=f"{timezone.localtime(step.recorded_at):%Y-%m-%d %H:%M:%S}",
                took=took,
                reasons=tuple(step.reasons),
            )
        )
    return lines


def hint_of(reason: Mapping[str, str]) -> str:
    """Why a place was marked, with an example where there is one."""
    example = reason["example"]
    return f"{reason['words'].rstrip('。')}。" + (f"例：{example}" if example != "无" else "")


def _node(name: str, tone: str) -> Node:
    return Node(name, tone, *WORDS[tone])


def _named(step: Step, words: Words) -> str:
    names = {
        Kind.OPENED: "任务发起人",
        Kind.ACCEPTED: words.first,
        Kind.APPROVED: words.second,
    }
    return names.get(Kind(step.kind), step.get_kind_display())


def _silent(step: Step, case: Case) -> str:
    if step.kind == Kind.OPENED:
        return f"提交申请，材料 {len(case.papers)} 份"
    return {Kind.MENDED: "已补正并重新提交", Kind.WITHDRAWN: "申请人撤回"}.get(
        Kind(step.kind), ""
    )
