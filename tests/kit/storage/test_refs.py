"""References: short names of rows for the outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.kit.storage.refs import ALPHABET, LENGTH, RefConverter, is_ref, new_ref


def test_fresh_ones_differ_and_have_the_form() -> None:
    refs = {new_ref() for _each in range(1000)}
    assert len(refs) == 1000
    assert all(is_ref(ref) and len(ref) == LENGTH for ref in refs)


def test_the_alphabet_has_32_letters_nobody_misreads() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ilou") & set(ALPHABET)


@pytest.mark.parametrize(
    "text", ["", "abc", "0" * 11, "0" * 13, "0" * 11 + "I", "0" * 11 + "o", "0" * 12 + "\n"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_ref(text)


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_every_word_of_the_alphabet_is_one_and_survives_an_address(ref: str) -> None:
    converter = RefConverter()
    assert is_ref(ref)
    assert converter.to_python(converter.to_url(ref)) == ref
