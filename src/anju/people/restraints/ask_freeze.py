"""A court's paper is written down at the counter; nothing happens before a second look."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Freeze, FundAccount, Staff
from anju.people.staff.actor import actor_of

OPEN = (FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN)
WORDS_LEAST, WORDS_MOST = 4, 60


class BadPaper(Refusal):
    code = "people.bad_court_paper"


class PaperKnown(Refusal):
    code = "people.court_paper_known"


class NothingToFreeze(Refusal):
    code = "people.nothing_to_freeze"


class NotFrozen(Refusal):
    code = "people.not_frozen"


class OwnAccount(Refusal):
    code = "people.own_account_frozen"


@dataclass(frozen=True)
class CourtPaper:
    """What stands in 协助冻结存款通知书: who orders it, its number, how much, until when.

    `amount_fen` None freezes the whole account, whatever comes in later.
    """

    court: str
    number: str
    until_on: date
    amount_fen: int | None


def ask_freeze(
    *, account: FundAccount, paper: CourtPaper, by: Staff, today: date, now: datetime
) -> Freeze:
    """Write a freeze down for another officer to decide.

    Raises BadPaper, PaperKnown, NothingToFreeze for a closed account, OwnAccount.
    """
    check_not_own(by, account)
    _check(paper, today)
    if account.state not in OPEN:
        raise NothingToFreeze("账户已经销户，没有可以冻结的存款；请在回执上写明账户状态。")
    try:
        with transaction.atomic():
            freeze = Freeze.objects.create(
                number=_next_number(),
                account=account,
                extent=Freeze.Extent.WHOLE if paper.amount_fen is None else Freeze.Extent.PART,
                amount_fen=paper.amount_fen or 0,
                court=paper.court.strip(),
                paper=paper.number.strip(),
                until_on=paper.until_on,
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as error:
        if "people_freeze_paper_once" not in str(error):
            raise
        raise PaperKnown(
            "这份法律文书已经登记过，请在“司法冻结”里查询，不要重复登记。"
        ) from error
    record(
        actor=actor_of(by),
        deed="ask_freeze",
        subject=account.number,
        number=freeze.number,
        court=freeze.court,
        paper=freeze.paper,
        amount_fen=paper.amount_fen,
    )
    return freeze


def ask_unfreeze(*, number: str, paper: str, by: Staff) -> Freeze:
    """Write down by which paper (or that its term ran out) a freeze ends; another decides.

    Raises NotFrozen, BadPaper, OwnAccount.
    """
    with transaction.atomic():
        freeze = held_freeze(number)
        check_not_own(by, freeze.account)
        if freeze.state != Freeze.State.FROZEN:
            raise NotFrozen(f"{number} 现在的状态是“{freeze.get_state_display()}”，不能解冻。")
        if len(paper.strip()) < WORDS_LEAST:
            raise BadPaper("请填写解除冻结通知书的文书号；期满失效的写“期满未续冻”。")
        freeze.end_paper, freeze.end_asked_by = paper.strip()[:WORDS_MOST], by
        freeze.state = Freeze.State.ENDING
        freeze.save(update_fields=["end_paper", "end_asked_by", "state"])
        record(
            actor=actor_of(by),
            deed="ask_unfreeze",
            subject=freeze.account.number,
            number=number,
            paper=freeze.end_paper,
        )
    return freeze


def held_freeze(number: str) -> Freeze:
    """A freeze with its row held until the transaction ends. Raises NotFrozen for none."""
    found = (
        Freeze.objects.select_for_update(no_key=True, of=("self",))
        .select_related("account__member", "account__employer", "asked_by", "end_asked_by")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise NotFrozen("没有这笔冻结，请核对业务流水号。")
    return found


def check_not_own(by: Staff, account: FundAccount) -> None:
    """Nobody freezes or frees his own money. Raises OwnAccount."""
    if by.identity_index and bytes(by.identity_index) == bytes(
        account.member.identity_index or b""
    ):
        raise OwnAccount("不能办理本人账户的冻结和解冻，请由其他柜员办理。")


def _check(paper: CourtPaper, today: date) -> None:
    if len(paper.court.strip()) < WORDS_LEAST or len(paper.number.strip()) < WORDS_LEAST:
        raise BadPaper("请按通知书填写冻结机关和法律文书号。")
    if max(len(paper.court.strip()), len(paper.number.strip())) > WORDS_MOST:
        raise BadPaper(f"冻结机关和法律文书号最多 {WORDS_MOST} 个字，请按通知书核对。")
    if paper.until_on <= today:
        raise BadPaper(f"冻结到期日 {paper.until_on} 已经过了，请核对通知书。")
    if paper.amount_fen is not None and paper.amount_fen <= 0:
        raise BadPaper("冻结金额要大于零；冻结全部存款的，请选“整户冻结”。")


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_freeze_number')")
        return f"SF{cursor.fetchone()[0]:010d}"
