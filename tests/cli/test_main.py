"""The command line itself: what is said of a word that is no command."""

from __future__ import annotations

import pytest

from cetakbiru.cli.main import COMMANDS, UNUSABLE, main


def test_a_misspelt_command_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """In Indonesian and English, with the command that may have been meant."""
    assert main(["chek"]) == UNUSABLE
    assert capsys.readouterr().err.splitlines() == [
        "Tidak ada perintah 'chek'. Mungkin maksud Anda: check.",
        "There is no command 'chek'. Did you mean: check?",
    ]


def test_a_word_like_none_is_told_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is near, every command is named."""
    assert main(["xyzzy"]) == UNUSABLE
    said = capsys.readouterr().err
    assert [name for name in COMMANDS if name not in said] == []
