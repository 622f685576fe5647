"""What the network's judgement of a batch costs: of its mentions, of what refers to what, and of what holds between things.

Relations are told of things, not of mentions: the score of two things is the log-sum-exp over the pairs of their mentions, as in Jia et
al. (2019), so that the network may find out which mention says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from kgraph.evaluate.examples import SYMMETRIC, Example, Stated
from kgraph.learned.coreference import candidate_pairs
from kgraph.learned.network import Network
from kgraph.learned.pairs import Pair, form_of, likeness, ordered_pairs, step
from kgraph.learned.relations import MODALITIES
from kgraph.train.module import Heads, strongest

# What a wrong token, reference, statement, qualifier and class count beside each other, in a short text as in a long one: to take the mean
# over a text's tokens or mentions would teach next to nothing of those in long texts, whose relations are many.
_SHARES = {"tags": 0.15, "links": 0.2, "relations": 0.5, "manner": 0.15, "kinds": 0.5}
_NEVER = -1e4


@dataclass(frozen=True)
class _Placed:
    """An example in a batch whose tokens and mentions are counted through: its first ones have these numbers."""

    example: Example
    token: int
    mention: int


def loss(plan: Network, heads: Heads, batch: Sequence[Example], vectors: Tensor, again: Tensor) -> Tensor:
    """The mean over the examples. `vectors` and `again`: the lower and the upper layers' vectors of all their tokens, (tokens, WIDTH)."""
    placed, token, mention = [], 0, 0
    for example in batch:
        placed.append(_Placed(example, token, mention))
        token, mention = token + len(example.tokens), mention + len(example.mentions)
    spans = [(each.token + start, each.token + end) for each in placed for start, end, _ in each.example.mentions]
    kinds = torch.tensor([plan.classes.index(mention.type) for example in batch for mention in example.mentions], dtype=torch.long)
    total = _SHARES["tags"] * _tag_loss(plan, heads, placed, vectors)
    total = total + _SHARES["links"] * _link_loss(heads, placed, kinds, strongest(vectors, spans))
    spans_again = strongest(again, spans)
    if len(kinds):
        total = total + _SHARES["kinds"] * functional.cross_entropy(heads.kinds(spans_again).float(), kinds, reduction="sum")
    return (total + _relation_loss(plan, heads, placed, kinds, spans_again, again)) / len(batch)


def _tag_loss(plan: Network, heads: Heads, placed: Sequence[_Placed], vectors: Tensor) -> Tensor:
    wanted = torch.tensor([tag for each in placed for tag in _tags(each.example, plan.classes)])
    return functional.cross_entropy(heads.tags(vectors).float(), wanted, reduction="sum")


def _tags(example: Example, classes: Sequence[str]) -> list[int]:
    """The tag of each token as `learned.tagging` numbers them; of nested mentions, the inner one."""
    found = [0] * len(example.tokens)
    for start, end, kind in sorted(example.mentions, key=lambda mention: mention.start - mention.end):
        for index in range(start, end):
            found[index] = 1 + 2 * classes.index(kind) + (index == start)
    return found


def _link_loss(heads: Heads, placed: Sequence[_Placed], kinds: Tensor, spans: Tensor) -> Tensor:
    """Each mention's true antecedents, taken together, against all candidates and none; none where it has no antecedent."""
    pairs: list[tuple[int, int]] = []
    gaps: list[int] = []
    alike: list[list[float]] = []
    options: list[list[int]] = []  # for each mention the numbers of its candidates
    true: list[list[int]] = []
    for each in placed:
        mentions, entities = each.example.mentions, each.example.entities
        of_mention: dict[int, list[int]] = defaultdict(list)
        own, forms = candidate_pairs(mentions), [form_of(each.example.tokens, mention) for mention in mentions]
        for number, (earlier, later) in enumerate(own, len(pairs)):
            of_mention[later].append(number)
            gaps.append(step(mentions[later].start - mentions[earlier].end))
            alike.append(likeness(forms[earlier], forms[later]))
        for later, numbers in of_mention.items():
            options.append(numbers)
            true.append([number for number in numbers if entities[own[number - len(pairs)][0]] == entities[later]])
        pairs += [(each.mention + earlier, each.mention + later) for earlier, later in own]
    if not pairs:
        return spans.new_zeros(())
    scores = heads.links(spans, kinds, torch.tensor(pairs), torch.tensor(gaps), torch.tensor(alike)).float()
    none = scores.new_zeros(len(options), 1)
    among = torch.cat([none, _padded(scores[:, None], options)[..., 0]], 1).logsumexp(1)
    none = torch.where(torch.tensor([bool(numbers) for numbers in true])[:, None], _NEVER, none)
    right = torch.cat([none, _padded(scores[:, None], true)[..., 0]], 1).logsumexp(1)
    return (among - right).sum()


def _relation_loss(plan: Network, heads: Heads, placed: Sequence[_Placed], kinds: Tensor, spans: Tensor, vectors: Tensor) -> Tensor:
    pairs: list[Pair] = []
    things: list[list[int]] = []  # for each two things the numbers of their pairs
    said: list[dict[str, Stated]] = []
    for each in placed:
        own = _pairs(plan, each.example)
        for ends, numbers in by_things(each.example, own).items():
            things.append([len(pairs) + number for number in numbers])
            said.append(stated(each.example, *ends))
        pairs += [_moved(pair, each) for pair in own]
    if not pairs:
        return vectors.new_zeros(())
    hidden, logits = heads.relations(spans, kinds, pairs, vectors)
    hidden, logits = hidden.float(), logits.float()
    of_things = _padded(logits, things)
    subjects, objects = kinds[torch.tensor([[pairs[own[0]].first, pairs[own[0]].second] for own in things])].T
    possible = torch.from_numpy(plan.allowed)[subjects, objects]
    goal = torch.tensor([[float(name in own) for name in plan.properties] for own in said])
    told = functional.binary_cross_entropy_with_logits(of_things.logsumexp(1)[possible], goal[possible], reduction="sum")
    return _SHARES["relations"] * told + _SHARES["manner"] * _manner_loss(plan, heads, hidden, of_things, things, said)


def _manner_loss(
    plan: Network, heads: Heads, hidden: Tensor, of_things: Tensor, things: Sequence[Sequence[int]], said: Sequence[Mapping[str, Stated]]
) -> Tensor:
    """Denial and modality of what is stated, as the pair of mentions tells them that says it loudest."""
    rows = [(number, statement) for number, own in enumerate(said) for statement in own.values()]
    if not rows:
        return hidden.new_zeros(())
    loudest = of_things.argmax(1)
    telling = [things[number][int(loudest[number, plan.properties.index(statement.predicate)])] for number, statement in rows]
    denied = torch.tensor([[float(statement.negative)] for _, statement in rows])
    modality = torch.tensor([MODALITIES.index(statement.modality) for _, statement in rows])
    denial = functional.binary_cross_entropy_with_logits(heads.denial(hidden[telling]).float(), denied, reduction="sum")
    return denial + functional.cross_entropy(heads.modality(hidden[telling]).float(), modality, reduction="sum")


def _padded(values: Tensor, groups: Sequence[Sequence[int]]) -> Tensor:
    """The rows of each group: (groups, most rows of any, columns), filled up with what adds nothing to a log-sum-exp."""
    longest = max(1, *map(len, groups))
    rows = torch.tensor([[*numbers, *[len(values)] * (longest - len(numbers))] for numbers in groups])
    return torch.cat([values, values.new_full((1, values.shape[1]), _NEVER)])[rows]


def _pairs(plan: Network, example: Example) -> list[Pair]:
    kinds = [plan.classes.index(mention.type) for mention in example.mentions]

    def wanted(first: int, second: int) -> bool:
        return example.entities[first] != example.entities[second] and plan.joined[kinds[first]][kinds[second]]

    return ordered_pairs(example.tokens, example.mentions, wanted)


def _moved(pair: Pair, placed: _Placed) -> Pair:
    """The pair with the numbers that its mentions and tokens have in the batch."""
    return replace(
        pair,
        first=pair.first + placed.mention,
        second=pair.second + placed.mention,
        between=(pair.between[0] + placed.token, pair.between[1] + placed.token),
        path=tuple(index + placed.token for index in pair.path),
        top=None if pair.top is None else pair.top + placed.token,
    )


def by_things(example: Example, pairs: Sequence[Pair]) -> Mapping[tuple[str, str], list[int]]:
    """The numbers of the pairs whose mentions stand for these two things, by subject and object."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found[example.entities[pair.first], example.entities[pair.second]].append(number)
    return found


def stated(example: Example, subject: str, object_: str) -> dict[str, Stated]:
    """What the example states of the two, by property; a symmetric one in both directions."""
    found = {row.predicate: row for row in example.statements if (row.subject, row.object) == (subject, object_)}
    found |= {
        row.predicate: row for row in example.statements if row.predicate == SYMMETRIC and (row.object, row.subject) == (subject, object_)
    }
    return found
