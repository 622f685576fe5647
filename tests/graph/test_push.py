"""A push into real stores: there stands what stands here, only that, and no more is sent than differs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import servers
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kgraph import ids
from kgraph.errors import InputError, StoreError
from kgraph.graph import add_quads, ask, entity_quads, find_entity, load_queries, ontology_quads, run_query
from kgraph.graph.elsewhere import PUSHED, ask_at, find_entity_at, run_query_at
from kgraph.graph.endpoint import Endpoint, endpoint
from kgraph.graph.push import MERGED, Pushed, push
from kgraph.graph.remote import Remote, connected, update
from kgraph.graph.terms import ONTOLOGY, PREF_LABEL, node

MET = ids.ACTOR + "metropolitan-police-service"
FOREIGN = "https://example.org/others"
HOSTILE = '" } } ; DROP ALL ; INSERT DATA { <a:b> <a:c> "\\u0041 \\\\u0041 \u2028 🚔 100% \t\n\r\'\'\' C:\\new'
BLANK = [
    Quad(node("kg:uses"), node("rdfs:domain"), BlankNode("union"), ONTOLOGY),
    Quad(BlankNode("union"), node("owl:unionOf"), node("rdf:nil"), ONTOLOGY),
]
ALL = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def at(kind: str, stack: ExitStack) -> Endpoint:
    """An empty store of a kind, which runs until the stack is left."""
    url = stack.enter_context(servers.oxigraph(*(["--union-default-graph"] if "union" in kind else [])))
    return endpoint(f"{url}/query", graphs=f"{url}/store" if "graph store" in kind else None)


@pytest.fixture(scope="module")
def rdflib() -> Iterator[str]:
    with servers.rdflib_endpoint() as url:
        yield url


@pytest.fixture(params=["oxigraph", "oxigraph, union", "oxigraph, graph store", "rdflib"])
def remote(request: pytest.FixtureRequest) -> Iterator[Remote]:
    """An empty store over HTTP, in each of the ways in which kgraph writes one."""
    with ExitStack() as stack:
        rdflib = request.param == "rdflib"
        addresses = endpoint(request.getfixturevalue("rdflib")) if rdflib else at(request.param, stack)
        store = stack.enter_context(connected(addresses, seconds=300, pause=lambda _: None))
        if rdflib:
            update(store, "DROP ALL")
        yield store


@pytest.fixture
def oxigraph() -> Iterator[Remote]:
    with ExitStack() as stack:
        yield stack.enter_context(connected(at("oxigraph", stack), pause=lambda _: None))


def built(story) -> Store:
    """The story with a part of the vocabulary, since rdflib takes a minute for the whole of it."""
    store = Store()
    for document in story.sources:
        add_quads(store, story.document_quads(document))
    add_quads(store, entity_quads(story.entities.values()))
    add_quads(store, [*(quad for quad in ontology_quads() if quad.predicate == PREF_LABEL), *BLANK])
    return store


def canonical(quads: list[Quad]) -> set[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def graphs_at(remote: Remote) -> set[str]:
    return {row[0] or "" for row in run_query_at(remote, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows}


def same(store: Store, remote: Remote) -> bool:
    """Whether each graph holds there what it holds here, but for the names of blank nodes; and all of them together, too."""
    for graph in store.named_graphs():
        answer = run_query_at(remote, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        there = [Quad(*quad.triple) for quad in parse(answer.payload, RdfFormat.N_TRIPLES)]
        if canonical(there) != canonical([Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)]):
            return False
    return merge_is_the_same(store, remote)


def merge_is_the_same(store: Store, remote: Remote) -> bool:
    """A union of all graphs shows the list of what was pushed too, if the store does not let one choose."""
    there = {row for row in run_query_at(remote, ALL).rows if PUSHED not in row and "sha256" not in str(row[1])}
    return there == set(run_query(store, ALL).rows)


class TestEveryStore:
    def test_holds_what_stands_here_and_then_is_left_alone(self, remote, story) -> None:
        store = built(story)
        count = len(list(store.named_graphs()))
        assert push(store, remote).sent == count
        assert same(store, remote)
        again = push(store, remote)
        assert (again.sent, again.unchanged, again.removed) == (0, count, 0)

    def test_follows_the_build(self, remote, story) -> None:
        first = built(story)
        push(first, remote)
        met, kent = story.sources
        story.statements[met] = story.statements[met][:2]
        story.say(met, "The Met works with Kent Police.", ("met", "partnersWith", "kent"))
        del story.sources[kent]
        story.document("new.md")
        second = built(story)
        done = push(second, remote)
        assert (done.sent, done.unchanged, done.removed) == (2, 2, 1)
        assert same(second, remote)
        assert ids.DOCUMENT + kent not in graphs_at(remote)
        push(first, remote)
        assert same(first, remote)

    def test_keeps_hostile_text_as_it_is(self, remote) -> None:
        store = Store()
        graph = NamedNode(ids.DOCUMENT + "x")
        add_quads(store, [Quad(graph, NamedNode(ids.ONTOLOGY + "path"), Literal(text), graph) for text in (HOSTILE, "kept")])
        push(store, remote)
        assert same(store, remote)

    def test_what_others_wrote_stays_and_is_not_asked(self, remote, story) -> None:
        theirs = "<https://example.org/a> <https://example.org/b> 1"
        update(remote, f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ {theirs} }} }}")
        if "sparql" not in remote.endpoint.query:  # whose default graph cannot be written, nor the graphs to ask be chosen
            update(remote, f"INSERT DATA {{ {theirs} }}")
        store = built(story)
        assert push(store, remote).merged == MERGED
        story.sources.pop(next(iter(story.sources)))
        push(built(story), remote)
        found = run_query_at(remote, f"ASK FROM <{FOREIGN}> {{ {theirs} }}").rows
        assert found == (("true",),)
        if "sparql" not in remote.endpoint.query:
            assert merge_is_the_same(built(story), remote)
            assert FOREIGN not in graphs_at(remote)

    def test_answers_as_the_store_at_hand(self, remote, story) -> None:
        store = built(story)
        push(store, remote)
        for named in [load_queries()[name] for name in ("suppliers", "criticism", "contracts")]:
            assert sorted(ask_at(remote, named, {}).rows, key=str) == sorted(ask(store, named, {}).rows, key=str)
        assert ask_at(remote, load_queries()["suppliers"], {"force": "kent police"}) == ask(
            store, load_queries()["suppliers"], {"force": "kent police"}
        )


class TestDefaultGraph:
    def test_is_kgraphs_where_it_was_empty(self, oxigraph, story) -> None:
        store = built(story)
        assert push(store, oxigraph).merged is None
        assert run_query_at(oxigraph, COUNT).rows == run_query(store, COUNT).rows

    @pytest.mark.parametrize("kind", ["oxigraph, union", "oxigraph, graph store"])
    def test_is_another_where_it_is_not_and_each_triple_counts_once(self, kind, story) -> None:
        store = built(story)
        with ExitStack() as stack:
            remote = stack.enter_context(connected(at(kind, stack)))
            assert push(store, remote).merged == MERGED
            assert run_query_at(remote, COUNT).rows == run_query(store, COUNT).rows
            within = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?from :uses ?GRAPH } } # FROM "
            assert run_query_at(remote, within).rows == run_query(store, within).rows

    def test_a_query_that_chooses_its_graphs_keeps_its_choice(self, oxigraph, story) -> None:
        update(oxigraph, "INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }")
        assert push(built(story), oxigraph).merged == MERGED
        assert run_query_at(oxigraph, f"SELECT * FROM <{FOREIGN}> {{ ?s ?p ?o }}").rows == ()


class TestBrokenOff:
    def test_goes_on_where_it_stopped(self, oxigraph, story) -> None:
        store = built(story)
        with (
            servers.before(oxigraph.endpoint.query.removesuffix("/query"), lambda number: number > 3) as proxy,
            connected(endpoint(f"{proxy.url}/query"), pause=lambda _: None) as flaky,
            pytest.raises(StoreError, match="cannot be reached"),
        ):
            push(store, flaky)
        assert push(store, oxigraph) == Pushed(sent=2, unchanged=2, removed=0, merged=None)
        assert same(store, oxigraph)

    def test_what_was_done_without_an_answer_is_done_again_to_the_same_effect(self, oxigraph, story) -> None:
        store = built(story)
        url = oxigraph.endpoint.query.removesuffix("/query")
        with (
            servers.before(url, lambda number: number % 2 == 1, lose_answer=True) as proxy,
            connected(endpoint(f"{proxy.url}/query"), pause=lambda _: None) as flaky,
        ):
            assert push(store, flaky).sent == 4
        assert same(store, oxigraph)
        assert run_query_at(oxigraph, COUNT).rows == run_query(store, COUNT).rows

    def test_a_graph_put_but_not_noted_is_put_again(self, story) -> None:
        store = built(story)
        with ExitStack() as stack:
            remote = stack.enter_context(connected(at("oxigraph, graph store", stack)))
            push(store, remote)
            update(remote, f"DELETE WHERE {{ GRAPH <{PUSHED}> {{ <{ids.ENTITY_GRAPH}> <https://schema.org/sha256> ?d }} }}")
            assert push(store, remote).sent == 1
            assert same(store, remote)


class TestOtherGraphs:
    def test_another_build_is_not_replaced_unawares(self, oxigraph, story) -> None:
        first = built(story)
        push(first, oxigraph)
        for document in list(story.sources):
            del story.sources[document]
        story.document("other.md")
        other = built(story)
        with pytest.raises(InputError, match=r"holds the graph of 2 documents, none of which is in this one: .*--replace-remote"):
            push(other, oxigraph)
        assert same(first, oxigraph)
        assert push(other, oxigraph, replace=True).removed == 2
        assert same(other, oxigraph)

    def test_ways_of_writing_are_not_mixed_where_that_would_go_wrong(self, oxigraph, story) -> None:
        store = built(story)
        push(store, oxigraph)
        addresses = endpoint(oxigraph.endpoint.query, graphs=oxigraph.endpoint.query.replace("query", "store"))
        with connected(addresses) as by_graphs, pytest.raises(InputError, match="leave --graph-store out"):
            push(store, by_graphs)

    def test_an_update_after_the_graph_store_protocol_leaves_the_merge_right(self, story) -> None:
        first = built(story)
        with ExitStack() as stack:
            by_graphs = stack.enter_context(connected(at("oxigraph, graph store", stack)))
            by_updates = stack.enter_context(connected(endpoint(by_graphs.endpoint.query)))
            push(first, by_graphs)
            del story.sources[next(iter(story.sources))]
            second = built(story)
            for store, remote in ((second, by_updates), (first, by_graphs), (second, by_updates)):
                push(store, remote)
                assert same(store, remote)


class TestNames:
    @pytest.mark.parametrize("name", ["Metropolitan Police", "kent  police", "the met", "tech:drones", MET])
    def test_are_looked_up_there_as_here(self, oxigraph, story, name) -> None:
        store = built(story)
        push(store, oxigraph)
        assert find_entity_at(oxigraph, name) == find_entity(store, name)

    @pytest.mark.parametrize("name", ["Metropolitan Polise", "Nobody at all", "tech:nothing", ids.ACTOR + "nobody"])
    def test_that_nothing_has_are_told_there_as_here(self, oxigraph, story, name) -> None:
        store = built(story)
        push(store, oxigraph)
        with pytest.raises(InputError) as here:
            find_entity(store, name)
        with pytest.raises(InputError) as there:
            find_entity_at(oxigraph, name)
        assert str(there.value) == str(here.value)


def test_the_whole_vocabulary_goes_over(oxigraph, story) -> None:
    store = Store()
    add_quads(store, story.quads())
    push(store, oxigraph)
    assert same(store, oxigraph)
    assert run_query_at(oxigraph, COUNT).rows == run_query(store, COUNT).rows


def test_a_store_that_takes_everything_and_keeps_nothing_is_found_out(story) -> None:
    empty = servers.Reply(body=b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}', headers={"Content-Type": servers.RESULTS})
    page = servers.Reply(body=b"<title>Please sign in</title>", headers={"Content-Type": "text/html"})
    with (
        servers.scripted(empty) as query,
        servers.scripted(page) as sign_in,
        connected(endpoint(query.url, sign_in.url)) as remote,
        pytest.raises(StoreError, match=r"took everything, but .* does not show it"),
    ):
        push(built(story), remote)


def test_the_default_graph_here_is_what_is_merged_there(story) -> None:
    """What these tests rest on."""
    assert len(list(built(story).quads_for_pattern(None, None, None, DefaultGraph()))) > 100
