"""python -m anju.batch.demo up|stop|reset."""

import argparse
import sys
from pathlib import Path

from anju.batch.demo.house import house_of
from anju.batch.demo.life import DemoFailed, reset, stop, up

ROOT = Path(__file__).resolve().parents[4]


def main() -> int:
    """Do what the command line asks; a failure is one clear paragraph and exit code 1."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("deed", choices=["up", "stop", "reset"])
    deed = {"up": up, "stop": stop, "reset": reset}[parser.parse_args().deed]
    try:
        deed(house_of(ROOT))
    except DemoFailed as failure:
        print(f"anju: {failure}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
