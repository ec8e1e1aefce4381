"""The authority's pages: certificates, the fault switch, and the U-Key's tool."""

from collections.abc import Mapping
from html import escape
from typing import Any

from anju_simulators.authority import issue, revoke, ukey
from anju_simulators.authority.levers import crl_url
from anju_simulators.page import (
    cell,
    fill,
    form_of,
    notice_of,
    options,
    page,
    rows_of,
    tag,
)
from anju_simulators.web import Bank, Reply, Request, Route
from anju_simulators.wire import Refused

_STATES = {"none": "ok"}


def show_authority(bank: Bank, request: Request, notice: str = "", good: str = "") -> Reply:
    """The list, the form to order one, and the fault switch."""
    rows = bank.store.rows("SELECT * FROM certificate ORDER BY rowid DESC LIMIT 300")
    mode = revoke.fault(bank.store)
    content = fill(
        "authority.html",
        notice=notice_of(notice) + notice_of(good, good=True),
        mode=tag(revoke.FAULTS[mode], _STATES.get(mode, "warn")),
        modes=options(revoke.FAULTS, mode),
        kinds=options(issue.KINDS, "good"),
        keys=options(issue.KEYS, "p256"),
        certificates=rows_of([_line(row) for row in rows], 7, "还没有签发过证书。"),
    )
    return page("模拟 CA", content, status=422 if notice else 200)


def order(bank: Bank, request: Request) -> Reply:
    form = form_of(request)
    try:
        wanted = issue.read_order(form)
        made = issue.issue(bank.store, bank.roots, wanted, crl_url=crl_url(request))
    except Refused as refused:
        return show_authority(bank, request, refused.reason)
    said = f"已签发：{made['company']} {made['agent']}，PIN（即下载密码）：{made['pin']}"
    return show_authority(bank, request, good=said)


def cancel(bank: Bank, request: Request, serial: str) -> Reply:
    try:
        revoke.revoke(bank.store, serial)
    except Refused as refused:
        return show_authority(bank, request, refused.reason)
    return Reply(303, b"", headers={"Location": "/ca"})


def switch(bank: Bank, request: Request) -> Reply:
    try:
        revoke.set_fault(bank.store, form_of(request).get("mode", ""))
    except Refused as refused:
        return show_authority(bank, request, refused.reason)
    return Reply(303, b"", headers={"Location": "/ca"})


def give_pem(bank: Bank, request: Request, serial: str) -> Reply:
    pem = str(issue.row_of(bank.store, serial)["pem"]).encode()
    return _file(f"{serial[:16]}.pem", pem, "application/x-pem-file")


def give_p12(bank: Bank, request: Request, serial: str) -> Reply:
    try:
        pin = form_of(request).get("pin", "")
        packed = ukey.pack(bank.store, bank.roots, serial, pin=pin)
    except Refused as refused:
        return show_authority(bank, request, refused.reason)
    return _file(f"{serial[:16]}.p12", packed, "application/x-pkcs12")


def show_ukey(
    bank: Bank, request: Request, notice: str = "", signed: Mapping[str, str] | None = None
) -> Reply:
    """The U-Key's tool: choose a key, type its PIN, paste the text."""
    rows = bank.store.rows("SELECT * FROM certificate ORDER BY rowid DESC LIMIT 300")
    form = form_of(request)
    keys = {
        row["serial"]: f"{row['company']} {row['agent']}（{_state(row)[0]}）" for row in rows
    }
    told = {key: escape(value) for key, value in (signed or {}).items()}
    content = fill(
        "ukey.html",
        notice=notice_of(notice),
        keys=options(keys, form.get("serial", "")),
        text=escape(form.get("text", "")),
        answer=fill("ukey_signed.html", **told) if told else "",
    )
    return page("U-Key 签名", content, status=422 if notice else 200)


def sign(bank: Bank, request: Request) -> Reply:
    form = form_of(request, trim=False)
    try:
        signed = ukey.sign_text(
            bank.store,
            form.get("serial", ""),
            pin=form.get("pin", "").strip(),
            text=form.get("text", ""),
        )
    except Refused as refused:
        return show_ukey(bank, request, refused.reason)
    return show_ukey(bank, request, signed=signed)


def _line(row: Mapping[str, Any]) -> tuple[str, ...]:
    word, meaning = _state(row)
    return (
        cell(row["issued_at"]),
        cell(row["company"], small=row["credit_code"]),
        cell(row["agent"]),
        cell(row["serial"][:16] + "…", small=f"有效期至 {row['valid_until']}"),
        cell(issue.KINDS[row["kind"]]),
        f"<td>{tag(word, meaning)}</td>",
        f"<td>{_deeds(row)}</td>",
    )


def _state(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["revoked_at"]:
        return "已撤销", "err"
    return ("有效", "ok") if row["kind"] == "good" else ("有缺陷", "warn")


def _deeds(row: Mapping[str, Any]) -> str:
    told = fill("certificate_deeds.html", serial=row["serial"])
    return told if row["revoked_at"] else told + fill("revocation.html", serial=row["serial"])


def _file(name: str, body: bytes, kind: str) -> Reply:
    return Reply(
        200, body, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


PAGES: list[Route] = [
    ("GET", r"/ca", show_authority),
    ("POST", r"/ca/order", order),
    ("POST", r"/ca/([0-9A-F]+)/revoke", cancel),
    ("POST", r"/ca/([0-9A-F]+)/p12", give_p12),
    ("GET", r"/ca/([0-9A-F]+)/pem", give_pem),
    ("POST", r"/ca/switch", switch),
    ("GET", r"/ukey", show_ukey),
    ("POST", r"/ukey", sign),
]
