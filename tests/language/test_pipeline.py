"""Sentences end where lines of their own end, and run on where a text was only wrapped."""

from __future__ import annotations

from kgraph.language.pipeline import line_starts

WRAPPED = (
    "The council voted on Tuesday night to end its contract with the camera company\n"
    "after two hours of debate in which nobody spoke in favour of keeping the thing\n"
    "going for one more year.\n"
)


def test_every_line_of_an_unwrapped_text_starts_anew():
    text = "Heading\n\nA long paragraph that goes on and on" + " and on" * 30 + ".\nSupplier: Vellumic Ltd\n"
    assert {0, text.index("A long"), text.index("Supplier")} <= line_starts(text)


def test_a_wrapped_line_continues_the_one_before():
    starts = line_starts(WRAPPED)
    assert WRAPPED.index("after two") not in starts
    assert WRAPPED.index("going for") not in starts


def test_a_bullet_starts_anew_even_in_a_wrapped_text():
    text = WRAPPED.replace("going for", "- going for")
    assert text.index("- going") in line_starts(text)


def test_headings_bullets_and_fields_are_sentences_of_their_own(read):
    doc = read("Notice of award\n\n- Vellumic Ltd won the contract\n- Castrey Police signed it\n\nSupplier: Vellumic Ltd").doc
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert sentences[0] == "Notice of award"
    assert "Castrey Police signed it" in sentences[2]
    assert sentences[-1].startswith("Supplier")
