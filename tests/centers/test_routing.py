"""Which center a request reaches."""

import pytest
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, set_script_prefix

from anju.centers.directory import directory, forget
from anju.centers.middleware import CenterMiddleware
from anju.centers.models import Center


@pytest.fixture(autouse=True)
def known_centers(db: None):
    forget()
    yield
    forget()
    set_script_prefix("/")
    connection.set_schema_to_public()


def where(request: HttpRequest) -> HttpResponse:
    """Say where we stand and what is left of the path, as a view would see it."""
    prefix, path = request.META.get("SCRIPT_NAME", ""), request.path_info
    return HttpResponse(f"{connection.schema_name} {prefix}|{path} {request.path}")


def reached(path: str, host: str) -> str:
    request = RequestFactory().get(path, headers={"Host": host})
    return CenterMiddleware(where)(request).content.decode()


def test_a_hostname_leads_to_its_center_whatever_the_port() -> None:
    assert reached("/my/", "xinyang.localhost:8600") == "xinyang |/my/ /my/"
    assert reached("/my/", "zaozhuang.localhost") == "zaozhuang |/my/ /my/"


def test_the_second_form_moves_the_center_to_script_name() -> None:
    assert reached("/c/xinyang/my/?page=2", "127.0.0.1:8600") == (
        "xinyang /c/xinyang|/my/ /c/xinyang/my/"
    )
    assert get_script_prefix() == "/c/xinyang/"


def test_the_second_form_wins_over_the_hostname() -> None:
    assert reached("/c/zaozhuang/my/", "xinyang.localhost").startswith("zaozhuang ")


def test_links_made_after_a_request_of_the_second_form_do_not_keep_its_prefix() -> None:
    reached("/c/xinyang/my/", "127.0.0.1")
    reached("/my/", "zaozhuang.localhost")
    assert get_script_prefix() == "/"
    reached("/c/xinyang/my/", "127.0.0.1")
    reached("/c/nowhere/my/", "127.0.0.1")
    assert get_script_prefix() == "/"


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/", "127.0.0.1"),
        ("/", "localhost:8600"),
        ("/", "nowhere.localhost"),
        ("/c/nowhere/", "127.0.0.1"),
        ("/c/public/", "127.0.0.1"),
        ("/c/", "127.0.0.1"),
        ("/c/XINYANG/", "127.0.0.1"),
        ("/", "xinyang.localhost.example.localhost"),
    ],
)
def test_an_unknown_name_leads_to_no_center(path: str, host: str) -> None:
    reached("/", "xinyang.localhost")
    assert reached(path, host).startswith("public ")


def test_the_installation_shows_its_centers_where_there_is_none() -> None:
    page = Client().get("/", headers={"Host": "127.0.0.1:8600"})
    assert page.status_code == 200
    for center in ("信阳市住房公积金管理中心", "枣庄市住房公积金管理中心"):
        assert center in page.content.decode()


def test_a_center_that_is_still_being_made_is_not_open(db: None) -> None:
    connection.set_schema_to_public()
    Center.objects.filter(schema_name="xinyang").update(state=Center.State.CREATING)
    forget()
    assert reached("/", "xinyang.localhost").startswith("public ")
    assert reached("/c/xinyang/", "127.0.0.1").startswith("public ")


def test_a_hostname_we_do_not_serve_is_refused_and_shows_no_center() -> None:
    """The connection still stands in the center of the request before."""
    client = Client()
    client.get("/verify", headers={"Host": "xinyang.localhost"})
    page = client.get("/", headers={"Host": "evil.example"})
    assert page.status_code == 400
    assert "信阳" not in page.content.decode()
    assert connection.schema_name == "public"


def test_after_a_refused_hostname_nobody_stands_in_the_center_before() -> None:
    reached("/", "xinyang.localhost")
    with pytest.raises(DisallowedHost):
        reached("/", "evil.example")
    assert connection.schema_name == "public"


def test_the_directory_is_read_once_and_not_at_every_request(
    django_assert_num_queries,
) -> None:
    directory()
    with django_assert_num_queries(0):
        reached("/", "xinyang.localhost")
        reached("/", "zaozhuang.localhost")
