"""Who is there: accounts of an employer, accounts of a member."""

from django.db.models import Q, QuerySet

from anju.people.models import Employer, FundAccount, Member

AN_IDENTITY = 15


def staff_of(*, employer: Employer, words: str = "", state: str = "") -> QuerySet[FundAccount]:
    """An employer's own people by name, pinyin, account or identity number, in pinyin order.

    Of name, sounds (whole or first letters) and account, a part will do.
    """
    found = employer.accounts.select_related("member").order_by(
        "member__name_pinyin", "ledger_id"
    )
    if state:
        found = found.filter(state=state)
    return found.filter(asked(words)) if words else found


def accounts_of(*, member: Member) -> QuerySet[FundAccount]:
    """All accounts of a member, the active one first, closed ones last."""
    return member.accounts.select_related("employer").order_by("state", "-opened_on")


def asked(words: str, *, to: str = "") -> Q:
    """Whose name, pinyin, account or identity number the words are.

    `to` is the path from the rows asked for to the fund account, with its underscores.
    """
    if len(words) >= AN_IDENTITY and words[:AN_IDENTITY].isdigit():
        # An identity number is looked for by its index, and goes into no statement.
        return Q(**{f"{to}member__identity_index": words.upper()})
    found = Q(**{f"{to}member__name__contains": words}) | Q(**{f"{to}number__contains": words})
    letters = words.lower().replace(" ", "")
    if not (letters.isascii() and letters.isalpha()):
        return found
    # "wangf" and "wf" both find 王芳, whose name is kept as "wang fang".
    whole, initials = " ?".join(letters), "[a-z]* ".join(letters)
    sounds = f"{to}member__name_pinyin__regex"
    return found | Q(**{sounds: f"^{whole}"}) | Q(**{sounds: f"^{initials}"})
