"""The digest of what a case says, its versions, and what differs between two of them."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from anju.cases.findings import findings_to_json
from anju.cases.models import Case, Step, Version
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan


class ChangedMeanwhile(Refusal):
    code = "cases.changed_meanwhile"


class AlteredOutside(Refusal):
    code = "cases.altered_outside"


@dataclass(frozen=True)
class Change:
    """One thing that reads differently in two versions of a case."""

    label: str
    before: str
    after: str


def canonical(case: Case) -> str:
    """Kind, answers, papers with their digests, findings and amount, always in one form."""
    content = {
        "kind": case.kind,
        "answers": [asdict(one) for one in case.answers],
        "papers": [asdict(one) for one in case.papers],
        "findings": json.loads(findings_to_json(case.findings)),
        "amount_fen": case.amount_fen,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(case: Case) -> str:
    """The SHA-256 of what the case says now, in hexadecimal."""
    return hashlib.sha256(canonical(case).encode()).hexdigest()


def keep_version(case: Case) -> None:
    """Set a saved case's digest and keep what it says now, so that changes can be told."""
    case.digest, findings = digest_of(case), case.findings
    case.all_met = bool(findings) and not any(one.needs_eyes for one in findings)
    case.save(update_fields=["digest", "all_met"])
    Version.objects.get_or_create(
        case=case, digest=case.digest, defaults={"content": canonical(case)}
    )


def check_seen(case: Case, seen: str | None) -> None:
    """Let an officer act only on what he has seen (security D4, beyond C3.3).

    Raises ChangedMeanwhile with the changes, AlteredOutside when the row no longer says what
    was handed in.
    """
    now = digest_of(case)
    if case.digest and case.digest != now:
        raise AlteredOutside(
            f"办件 {case.number} 的内容与提交时的指纹不符，不能办理，请联系系统管理员核查。"
        )
    if seen is not None and seen != now:
        changes = what_changed(case, since=seen)
        named = "、".join(dict.fromkeys(one.label for one in changes)) or "申请内容"
        raise ChangedMeanwhile(
            f"您打开之后这件办件有变化（{named}），没有办理。请核对变化后再办理。",
            changes=changes,
        )


def what_changed(case: Case, *, since: str) -> list[Change]:
    """What reads differently now than in an earlier version; nothing for an unknown one."""
    earlier = Version.objects.filter(case=case, digest=since).first()
    if earlier is None:
        return []
    before, after = (
        _readable(json.loads(earlier.content)),
        _readable(json.loads(canonical(case))),
    )
    return [
        Change(label, before.get(label, "（无）"), after.get(label, "（无）"))
        for label in before | after
        if before.get(label) != after.get(label)
    ]


def changed_since_return(case: Case) -> list[Change]:
    """What its applicant has mended since the last return, for the next officer's eyes."""
    back = case.steps.filter(kind=Step.Kind.RETURNED).order_by("-place").first()
    if back is None:
        return []
    stood = case.versions.filter(recorded_at__lte=back.recorded_at).order_by("-recorded_at")
    then = stood.first()
    return [] if then is None else what_changed(case, since=then.digest)


def _readable(content: dict[str, Any]) -> dict[str, str]:
    fen = content["amount_fen"]
    papers: dict[str, list[str]] = {}
    for paper in content["papers"]:
        words = " ".join(
            filter(None, (paper["number"], paper["material"], paper["digest"][:12]))
        )
        papers.setdefault(paper["title"], []).append(words or "已交")
    return {
        **({"金额": f"{format_yuan(fen)} 元"} if fen is not None else {}),
        **{one["label"]: one["shown"] for one in content["answers"]},
        **{f"材料 {title}": "；".join(words) for title, words in papers.items()},
        **{
            f"{one['number']} {one['title']}": f"{one['outcome']} {one['yours']}"
            for one in content["findings"]
        },
    }
