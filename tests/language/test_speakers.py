"""Whose word it is, construction by construction, on invented sentences."""

from __future__ import annotations

import pytest

from kgraph.language.speakers import speaker_at, speeches


@pytest.fixture(scope="session")
def speaker(reader):
    """`speaker(text, word)` → the head of the phrase that names who says the last clause around `word`, or None."""

    def of(text, word):
        doc = reader.pipeline(text)
        token = [token for token in doc if token.text == word][-1]
        speech = speaker_at(speeches(doc), token)
        return speech.holder.text if speech else None

    return of


@pytest.mark.parametrize(
    ("text", "word", "holder"),
    [
        ("Liberty said that the force uses drones.", "uses", "Liberty"),
        ("The force uses drones, Liberty said.", "uses", "Liberty"),
        ("The force, Liberty said, uses drones.", "uses", "Liberty"),
        ("The council admitted it had bought the cameras.", "bought", "council"),
        ("The minister told reporters that the contract had been cancelled.", "cancelled", "minister"),
        ("The clerk reminded members that the patrols had been outsourced to Harlow.", "outsourced", "clerk"),
        ("Harlow denied ever having supplied the force.", "supplied", "Harlow"),
        ("Harlow denied that it sold cameras, had sold drones or had leased them.", "leased", "Harlow"),
        ("Harlow sued the city, alleging that the police had copied its software.", "copied", "Harlow"),
        ("The deputy mayor is adamant that the force never used it.", "used", "mayor"),
        ("The force let slip that the records are copied to the bureau.", "copied", "force"),
        ("The report, which says that the force bought drones, was leaked.", "bought", "report"),
        ("The regulator established that the force had used the app.", "used", "regulator"),
        ("According to Liberty, the force uses drones.", "uses", "Liberty"),
        ("The force uses drones, according to a report by Liberty; the union disagrees.", "uses", "Liberty"),
        ("By the force's own account, officers used the app twice.", "used", "force"),
        ("In Liberty's view the force broke the law.", "broke", "Liberty"),
        ("Liberty's claim that the force uses drones was rejected.", "uses", "Liberty"),
        ("Harlow made the claim that the force had bought it.", "bought", "Harlow"),
        ("A spokesman for Harlow said the firm had sold the cameras.", "sold", "Harlow"),
        ("Documents seen by Liberty show that the force bought drones.", "bought", "Liberty"),
        ("Documents show that the force bought drones.", "bought", "Documents"),
        ("Its director, Jo Quill, said the force uses drones.", "uses", "Quill"),
    ],
)
def test_reported_clauses_belong_to_who_reports_them(speaker, text, word, holder):
    assert speaker(text, word) == holder


@pytest.mark.parametrize(
    ("text", "word", "holder"),
    [
        ('"The force bought drones," said Jo Quill of Liberty.', "bought", "Quill"),
        ('"The force bought drones," Jo Quill crowed.', "bought", "Quill"),
        ("“We bought the drones in May,” Quill said. “They work well and we sold none.”", "sold", "Quill"),
        ('Jo Quill told the court: "The force bought drones."', "bought", "Quill"),
        ('Jo Quill was blunt about it, she said on Monday. "The force bought drones without asking."', "bought", "she"),
        ('"Nobody told us that the force bought drones." – Jo Quill, founder of Harlow', "bought", "Quill"),
    ],
)
def test_quotations_belong_to_who_is_quoted(speaker, text, word, holder):
    assert speaker(text, word) == holder


@pytest.mark.parametrize(
    ("text", "word", "holder"),
    [
        ("Q: Did you buy drones?\nA: No.\n\nJo Quill: The force bought them in May.", "bought", "Quill"),
        ("Chair: Who paid?\nMs Jo Quill, Ministry of Police: The ministry paid for it.", "paid", "Quill"),
        ("Q. Who flew them? Chief Superintendent Jo Quill, Orveth Police: We flew them at night.", "flew", "Quill"),
        ("**JO QUILL:** We leased the drones.", "leased", "QUILL"),
        ("ANSWER (Ms Jo Quill): The ministry leased the drones.", "leased", "Quill"),
        ("Q: Jo Quill, whose drones are they? A: Harlow leased them to us.", "leased", "Quill"),
    ],
)
def test_turns_of_a_dialogue_belong_to_who_is_named(speaker, text, word, holder):
    assert speaker(text, word) == holder


def test_answers_of_an_unlabelled_interview_belong_to_who_is_interviewed(speaker):
    text = (
        "Five questions for Jo Quill\n\nWhat do you do?\n\nI run the office. The force leased drones.\n\nWho pays?\n\n"
        "The ministry funds us.\n\nAnd who supervises you?\n\nA committee oversees my office."
    )
    assert {speaker(text, word) for word in ("leased", "funds", "oversees")} == {"Quill"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The force bought drones.", "bought"),
        ("Liberty said that the force's use of drones was unlawful.", "use"),
        ("Liberty said that drones leased from Harlow were unsafe.", "leased"),
        ("Liberty complained after the force bought drones.", "bought"),
        ("Members asked whether the force had bought drones.", "bought"),
        ("The clerk told members how the force lost its drones.", "lost"),
        ("The paper was entitled to report that the force bought drones.", "bought"),
        ("We found that the force bought drones.", "bought"),
        ("To the City of Orveth: the force bought drones.", "bought"),
        ("Buyer: the force, which bought drones.", "bought"),
        ("Liberty reported the force, which bought drones, to the regulator.", "bought"),
    ],
)
def test_what_the_author_says_or_a_report_takes_for_granted_is_nobodys(speaker, text, word):
    assert speaker(text, word) is None


def test_a_turn_ends_where_the_next_begins(speaker):
    text = "Jo Quill: We flew drones.\nMax Orde: The council paid for them."
    assert (speaker(text, "flew"), speaker(text, "paid")) == ("Quill", "Orde")


def test_the_nearest_speaker_counts(speaker):
    assert speaker("The paper said that Liberty believes the force is wrong and that Harlow admitted it sold drones.", "sold") == "Harlow"
