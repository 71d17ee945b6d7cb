"""Downloads are resumed, verified, and whole or not at all."""

import pytest

from tlkit.data import download as downloading
from tlkit.data.published import download


@pytest.mark.parametrize("ill", ["stall", "break"])
def test_download_goes_on_where_it_broke_off(published, server, monkeypatch, ill):
    server.ills = [ill]
    if ill == "stall":  # the server makes the client patient again once it has stalled
        monkeypatch.setattr(downloading, "STALLED", 1.0)
    assert download(published).is_dir()
    half = len(server.content) // 2
    assert server.asked == ["bytes=0-", f"bytes={half}-"]


@pytest.mark.parametrize("ills", [["busy"], ["redirect"], ["break", "whole"]])
def test_download_survives(published, server, ills):
    server.ills = ills
    assert download(published).is_dir()


def test_what_has_arrived_survives_for_the_next_call(published, server, monkeypatch):
    monkeypatch.setattr(downloading, "ATTEMPTS", 1)
    server.ills = ["break"]
    with pytest.raises(OSError, match="broke off after"):
        download(published)
    assert download(published).is_dir()
    assert server.asked[-1] != "bytes=0-"


def test_a_corrupt_file_is_thrown_away(published, server):
    server.ills = ["corrupt"]
    with pytest.raises(OSError, match="not the published"):
        download(published)
    assert download(published).is_dir()


def test_a_longer_file_is_cut_off(published):
    with pytest.raises(OSError, match="longer than the published"):
        download(published._replace(size=100))


def test_what_is_not_there_is_asked_for_once(published, server):
    server.ills = ["missing"] * 9
    with pytest.raises(OSError, match="404"):
        download(published)
    assert len(server.asked) == 1


def test_offline_is_one_clear_line(published, server):
    with pytest.raises(OSError, match=r"could not get http.* name a folder of") as caught:
        download(published._replace(url="http://127.0.0.1:9/set.tgz"))
    assert "\n" not in str(caught.value)
