"""python -m anju.batch.demo up|stop|reset|keys."""

import argparse
import sys
from pathlib import Path

from anju.batch.demo.house import house_of
from anju.batch.demo.life import DemoFailed, reset, stop, up

ROOT = Path(__file__).resolve().parents[4]


def main() -> int:
    """Do what the command line asks; a failure is one clear paragraph and exit code 1."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("deed", choices=["up", "stop", "reset", "keys"])
    asked = parser.parse_args().deed
    try:
        house = house_of(ROOT)  # which makes the keys that are missing
        if asked != "keys":
            {"up": up, "stop": stop, "reset": reset}[asked](house)
    except DemoFailed as failure:
        print(f"anju: {failure}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
