"""Addresses of stores, and what lets one in there."""

from __future__ import annotations

import pytest

from kgraph.errors import InputError
from kgraph.graph.endpoint import PASSWORD, TOKEN, USER, authorization, endpoint, origin


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/update"),
        ("http://localhost:3030/ds/query?timeout=9", "http://localhost:3030/ds/update?timeout=9"),
        ("https://host/repositories/mine", "https://host/repositories/mine/statements"),
        ("https://host/sparql", "https://host/sparql"),
        ("http://localhost:3030/ds", "http://localhost:3030/ds"),
    ],
)
def test_updates_go_where_the_kind_of_store_takes_them(query, update):
    assert endpoint(query).update == update


def test_an_address_that_is_given_is_taken():
    assert endpoint("http://h/query", "http://h/write", "http://h/data").update == "http://h/write"


@pytest.mark.parametrize(
    "url", ["localhost:7878", "ftp://host/query", "http:///query", "http://host:99999/", "http://ho st/", "file:///etc/hosts", "x"]
)
def test_what_is_no_address_is_refused_with_one_that_is(url):
    for addresses in ((url, None, None), ("http://h/query", None, url)):
        with pytest.raises(InputError, match="is not the address of a store: it looks like http://localhost:7878/query"):
            endpoint(*addresses)


@pytest.mark.parametrize("url", ["https://me:hunter2@host/query", "https://hunter2@host", "http://:hunter2@host/"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url):
    with pytest.raises(InputError, match=f"set {USER} and {PASSWORD}") as caught:
        endpoint(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "environment",
    [{USER: "me"}, {PASSWORD: "hunter2"}, {TOKEN: "hunter2 hunter2"}, {TOKEN: "hunter2\r\nX: 1"}, {USER: "hunter2:x", PASSWORD: "hunter2"}],
)
def test_half_or_unfit_credentials_are_refused_and_not_repeated(environment):
    with pytest.raises(InputError) as caught:
        authorization("http://h/", environment)
    assert "hunter2" not in str(caught.value)


def test_a_netrc_that_cannot_be_read_is_named_and_not_quoted(tmp_path):
    path = tmp_path / "netrc"
    path.write_text("machine host login me password hunter2 hunter3\n")
    with pytest.raises(InputError) as caught:
        authorization("http://host/", {"NETRC": str(path)})
    assert str(path) in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_netrc_that_was_named_and_is_not_there_is_no_credential(tmp_path):
    assert authorization("http://host/", {"NETRC": str(tmp_path / "none")}) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://Host/a", "https://host:443/b", True),
        ("http://host/", "https://host/", False),
        ("http://host/", "http://host:8080/", False),
        ("http://host/", "http://host.example/", False),
    ],
)
def test_origins(one, other, same):
    assert (origin(one) == origin(other)) is same
