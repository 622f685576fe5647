"""Polarity, modality and assertion of a word in its clause, on invented sentences."""

from __future__ import annotations

import pytest

from kgraph.language.qualifiers import asserted, modality, polarity


@pytest.fixture(scope="session")
def word(reader):
    """`word(text, form)` → the last token of that form."""
    return lambda text, form: [token for token in reader.pipeline(text) if token.text == form][-1]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force has not used the cameras.", "used"),
        ("The force never used the cameras.", "used"),
        ("The force did not buy or lease drones.", "lease"),
        ("The ministry neither bought nor used the system.", "used"),
        ("No force uses the system.", "uses"),
        ("Nobody uses the system.", "uses"),
        ("The force made no use of it.", "made"),
        ("The force has no plans to use drones.", "use"),
        ("At no time did the force use the system.", "use"),
        ("The force has yet to use the system.", "use"),
        ("The force denied that it had used the system.", "used"),
        ("The force denied having used the system.", "used"),
        ("The firm denies ever having supplied the police.", "supplied"),
        ("The report that the firm had sold cameras was denied by the company.", "sold"),
        ("The firm dismissed claims that it had sold cameras.", "sold"),
        ("It is untrue that the force uses drones.", "uses"),
        ("The council refused to renew the deal.", "renew"),
        ("The council failed to use it.", "use"),
        ("The council ran the trial without using drones.", "using"),
        ("The force hired guards instead of using drones.", "using"),
        ("The council stopped short of banning drones.", "banning"),
        ("The force is unable to use the system.", "use"),
        ("The force has ruled out using drones.", "using"),
        ("The force has ruled out the use of drones.", "use"),
    ],
)
def test_denied(word, text, form):
    assert polarity(word(text, form)) == "negative"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force used the cameras.", "used"),
        ("The force stopped using the cameras.", "using"),
        ("The court ordered the force to stop using the cameras.", "using"),
        ("The force did not deny that it used the cameras.", "used"),
        ("The force never failed to use it.", "use"),
        ("The council did not defend its use of drones.", "use"),
        ("The unit answers not to the chief but to the board.", "answers"),
        ("The force not only uses drones but also sells them.", "uses"),
        ("The force does not know who sold the cameras.", "sold"),
        ("The council, which does not like drones, bought cameras.", "bought"),
        ("The auditor found no fault with the trial.", "found"),
        ("The force managed to use it.", "use"),
        ("No Watchlist, a campaign group, attacked the council.", "attacked"),
        ("The force failed to give details of its use of drones.", "use"),
    ],
)
def test_affirmed(word, text, form):
    assert polarity(word(text, form)) == "positive"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force will use drones.", "use"),
        ("The force is to acquire drones.", "acquire"),
        ("The force is set to acquire drones.", "acquire"),
        ("The force is going to use drones.", "use"),
        ("The force plans to use drones.", "use"),
        ("The council intends to buy drones.", "buy"),
        ("The firm has agreed to buy its rival.", "buy"),
        ("The council voted to buy drones.", "buy"),
        ("The plan to use drones was leaked.", "use"),
        ("The mayor criticized plans for a rollout of drones.", "rollout"),
        ("The union opposes the proposed use of drones.", "use"),
        ("The firm won a contract to wire the arena.", "wire"),
        ("The forces have teamed up to put drones over the lake.", "put"),
        ("The regulator licensed the force to fly drones.", "fly"),
        ("The regulator cleared the takeover of the firm.", "takeover"),
        ("Council to buy drones", "buy"),
        ("The force promised that it will not use drones.", "use"),
    ],
)
def test_planned(word, text, form):
    assert modality(word(text, form)) == "planned"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force may use drones.", "use"),
        ("The force might buy drones.", "buy"),
        ("The council could ban drones.", "ban"),
        ("The council is considering using drones.", "using"),
        ("The council is weighing a ban on drones.", "ban"),
        ("The firm is likely to buy its rival.", "buy"),
        ("The force would use drones if the board agreed.", "use"),
        ("Nobody knows whether the force will use drones.", "use"),
        ("The firm threatened to sue the city.", "sue"),
    ],
)
def test_possible(word, text, form):
    assert modality(word(text, form)) == "possible"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force uses drones.", "uses"),
        ("The force began using drones.", "using"),
        ("It was the first force to use drones.", "use"),
        ("The council may review its use of drones.", "use"),
        ("The mayor will say that the force used drones.", "used"),
        ("The inspector has the power to oversee the force.", "oversee"),
        ("The court told the force to stop using drones.", "using"),
        ("The council voted to end the trial.", "end"),
        ("The mayor has taken the decisive step to block the contract.", "block"),
        ("The firm announced that it had bought its rival.", "bought"),
        ("The force has no plans to use drones.", "use"),
    ],
)
def test_actual(word, text, form):
    assert modality(word(text, form)) == "actual"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The union urged the council to end the trial.", "end"),
        ("Campaigners called for the council to ban drones.", "ban"),
        ("The council should ban drones.", "ban"),
        ("Did the force use drones?", "use"),
        ("If the force uses drones, people will stay away.", "uses"),
        ("The force would neither confirm nor deny that it uses drones.", "uses"),
        ("There is no evidence that the force used drones.", "used"),
        ("The council has not approved the use of drones.", "use"),
        ("The court banned the use of drones.", "use"),
    ],
)
def test_what_is_only_asked_for_or_supposed_is_not_asserted(word, text, form):
    assert not asserted(word(text, form))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The force uses drones.", "uses"),
        ("The force wants to use drones.", "use"),
        ("The force denied that it used drones.", "used"),
        ("The regulator approved the use of drones.", "use"),
        ("The union, which urged caution, said the force uses drones.", "uses"),
        ("The union urged the force to stop using drones.", "using"),
        ("Is the force, which bought drones in May, happy with them?", "bought"),
        ("Is the force's use of drones lawful?", "use"),
    ],
)
def test_what_is_said_planned_or_denied_is_asserted(word, text, form):
    assert asserted(word(text, form))
