"""Which fields a keyed line asks for, by the kind of change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from anju.contributions.models import Line
from anju.contributions.registers.bounds import bounds_for
from anju.ground.money import format_yuan
from anju.people.models import Employer, FundAccount
from anju.portals.shared.fields import Field, FormError

KINDS = {
    Line.Kind.OPEN: "开户",
    Line.Kind.UNSEAL: "启封",
    Line.Kind.SEAL: "封存",
    Line.Kind.BASE: "调基",
    Line.Kind.TRANSFER: "转入",
}
FINDS = {
    Line.Kind.UNSEAL: FundAccount.State.SEALED,
    Line.Kind.SEAL: FundAccount.State.NORMAL,
    Line.Kind.BASE: FundAccount.State.NORMAL,
}


@dataclass(frozen=True)
class LineForm:
    """A keyed line as it stands on the screen: kind, person, answers, faults."""

    kind: Line.Kind
    person: FundAccount | None = None
    values: dict[str, str] = field(default_factory=dict)
    faults: Sequence[dict[str, str]] = ()

    @property
    def finds_person(self) -> bool:
        """Whether the person is looked up among the employer's own people."""
        return self.kind in FINDS

    @property
    def state(self) -> str:
        """The state an account must be in for this change."""
        return FINDS.get(self.kind, "")

    @property
    def has_base(self) -> bool:
        """Whether a base is asked for."""
        return self.kind != Line.Kind.SEAL

    @property
    def names(self) -> list[str]:
        """The fields that are asked for."""
        asked = [] if self.finds_person else ["name", "identity_number", "mobile"]
        return [*asked, "base_fen"] if self.has_base else asked


def kind_tabs(kind: Line.Kind) -> list[dict[str, object]]:
    """The kinds of change to choose from, the present one marked."""
    start = reverse("employer:new_line")
    return [
        {"label": label, "url": f"{start}?kind={one}", "here": one == kind}
        for one, label in KINDS.items()
    ]


def fields_of(
    form: LineForm, employer: Employer, today: date, errors: Sequence[FormError]
) -> list[Field]:
    """The fields of a line with their answers, hints and faults."""
    wrong = {fault["field"]: fault["sentence"] for fault in form.faults}
    wrong |= {error.field: error.sentence for error in errors}
    bounds = bounds_for(employer=employer, on=today)
    limits = f"{format_yuan(bounds.base_floor_fen)} – {format_yuan(bounds.base_cap_fen)} 元"
    asked = {
        "name": Field("name", "姓名", autocomplete="off"),
        "identity_number": Field("identity_number", "身份证号", autocomplete="off"),
        "mobile": Field("mobile", "手机号码", inputmode="tel", required=False),
        "base_fen": Field(
            "base_fen",
            "调整后工资基数（元）" if form.kind == Line.Kind.BASE else "缴存基数（元）",
            hint=f"本年度基数在 {limits}之间",
            inputmode="decimal",
            extra="w-amount",
            required=form.kind != Line.Kind.UNSEAL,
        ),
    }
    return [
        _filled(asked[name], form.values.get(name, ""), wrong.get(name, ""))
        for name in form.names
    ]


def _filled(empty: Field, value: str, error: str) -> Field:
    return Field(**{**vars(empty), "value": value, "error": error})
