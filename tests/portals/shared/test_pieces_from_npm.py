"""Icons and static files come from node_modules as they are."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from anju.portals.shared.shell.finders import SERVED
from anju.portals.shared.shell.icons import icon_svg

PORTALS = Path(__file__).resolve().parents[3] / "src" / "anju" / "portals"


def test_every_icon_a_template_names_is_in_the_package():
    named = {
        name
        for template in PORTALS.rglob("*.html")
        for name in re.findall(r'{% icon "([a-z0-9-]+)"', template.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert all("<path" in icon_svg(name) for name in named)


def test_an_icon_carries_no_style_and_is_silent_to_a_reader():
    svg = icon_svg("check", "sm")
    assert "style=" not in svg
    assert 'aria-hidden="true"' in svg
    assert 'class="icon icon-sm"' in svg


@pytest.mark.parametrize("name", ["../../../etc/passwd", "no-such-icon", "Check", ""])
def test_a_name_that_is_no_icon_fails_loudly(name):
    with pytest.raises(FileNotFoundError):
        icon_svg(name)


def test_only_the_named_files_of_the_packages_are_served():
    assert finders.find("vendor/tabler.min.css")
    assert finders.find("vendor/htmx.min.js")
    assert not finders.find("vendor/../package.json")
    assert all(path.startswith("vendor/") for path in SERVED)


def test_no_template_carries_style_or_script_of_its_own():
    for template in PORTALS.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", text), (
            template
        )


def test_every_template_can_be_read_by_the_engine():
    for template in PORTALS.rglob("*.html"):
        get_template(str(template).split("/templates/")[1])
