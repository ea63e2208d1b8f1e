"""A synthetic firm as an operator writes it: by a command, in several processes."""

import pytest

from tests.browser.house import house as a_house


@pytest.mark.usefixtures("db")
def test_what_several_processes_wrote_is_one_whole_chain():
    with a_house() as made:
        said = made.command("synth", "--cases", "40").stdout
        assert "40 cases after" in said and "Client: " in said
        proved = made.command("audit", "verify").stdout
    assert "Lakeshore Immigration:" in proved and "none changed" in proved
