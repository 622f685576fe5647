"""What the tokens of a document stand for, when the roles of a wording are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.speakers import Speech, speaker_at
from kgraph.model import Mention
from kgraph.relate.clauses import Predicate
from kgraph.relate.proposal import Proposal
from kgraph.relate.qualify import holder_of


@dataclass(frozen=True)
class Scene:
    """`deals`: the contract for which a token stands, by its index; `heads`: the predicate that it evokes; `posts`: who holds one where;
    `said`: who speaks where."""

    reading: Reading
    deals: Mapping[int, Mention]
    heads: Mapping[int, Predicate]
    posts: Iterable[Proposal]
    said: Sequence[Speech]

    def mention_of(self, token: Token) -> Mention | None:
        """The thing or deal at the token."""
        return self.deals.get(token.i) or self.reading.mention_of(token)

    def body_of(self, token: Token) -> Mention | None:
        """Whose word it is there: the speaker, or the body in which he holds his post."""
        speech = speaker_at(self.said, token)
        speaker = holder_of(self.reading, speech) if speech is not None else None
        return self._bodies.get(speaker.root, speaker) if speaker is not None else None

    @cached_property
    def _bodies(self) -> Mapping[Mention, Mention]:
        return {post.subject.root: post.object for post in self.posts}
