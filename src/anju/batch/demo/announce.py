"""Tell the person who started the demo what to open and how to sign in."""

import json
from typing import Any

from anju.batch.demo.house import House

TYPED = (
    *("name", "login", "account", "identity_number", "agent_identity_number", "mobile"),
    *("password", "payment_password", "totp_secret", "role", "staff_count"),
)


def announce(house: House) -> None:
    """Print one address and one login of each kind per center; the rest is in var/demo.json."""
    book = json.loads(house.book.read_text(encoding="utf-8"))
    print("\n  安居 anju is open.\n")
    for code, center in book["centers"].items():
        print(f"  {code:<10} {center['url']}  {center['https_url']}")
        for kind in ("members", "borrowers", "employers", "staff"):
            for person in center.get(kind, [])[:1]:
                print(f"    {kind.removesuffix('s'):<9} {_told(person)}")
    simulators = book.get("simulators", {})
    print(f"\n  bank and SMS simulators  {simulators.get('url', '')}")
    print(f"  certificates             {house.var / 'certificates'} (.p12, PIN in the book)")
    print(f"  everybody else           {house.book}")
    print("  payroll rosters to try   var/rosters\n")
    print(
        "  Ctrl-C stops everything; the data are kept for the next 'make demo'.\n", flush=True
    )


def _told(person: dict[str, Any]) -> str:
    """What one types to sign in, each with its name."""
    return "  ".join(f"{name} {person[name]}" for name in TYPED if name in person)
