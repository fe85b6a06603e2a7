"""The explorer as its readers meet it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from northing.domain.codes import CycleKind, HolderKind, Visibility
from northing.features.okrs import actions, queries
from northing.features.okrs.queries import ObjectiveFilters
from northing.features.strategy import actions as strategy_actions
from tests.builders import TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast, Player
from tests.support.statements import counted

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def page(player: Player, rest: str = "okrs") -> str:
    answer = player.client.get(player.path(rest))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def titles(text: str) -> list[str]:
    """The titles of the rows, from the top."""
    return re.findall(r'class="row-title" href="[^"]*" title="([^"]*)"', text)


def row(text: str, title: str) -> str:
    """The one table row with this title."""
    return next(one for one in re.findall(r"<tr class=\"depth.*?</tr>", text, re.S) if f">{title}</a>" in one)


# --- empty pages -----------------------------------------------------------------------------------------


def test_without_a_cycle_a_guide_is_led_to_one(cast: Cast) -> None:
    assert "/acme/cycles/new" in page(cast.ada)
    member = page(cast.mika)
    assert "No cycle yet" in member
    assert "/acme/cycles/new" not in member
    assert "backlog=1" in member


def test_an_empty_cycle_offers_the_first_steps(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    text = page(cast.mika)
    assert "No objectives in 2026 Q4 yet" in text
    assert "/acme/okrs/new" in text
    assert "/acme/okrs/new" not in page(cast.olga)


def test_no_match_offers_to_clear_the_filters(cast: Cast) -> None:
    an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    text = page(cast.mika, "okrs?q=nowhere&sort=title")
    assert "Nothing matches" in text
    assert 'href="/acme/okrs?sort=title">Clear filters' in text


# --- the tree --------------------------------------------------------------------------------------------


def test_roots_stand_alone_and_open_by_link_and_by_htmx(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent = an_objective(cast.ada.actor, cycle=cycle, title="Parent")
    child = an_objective(cast.ada.actor, cycle=cycle, title="Child")
    key_result = a_key_result(cast.ada.actor, parent, title="Subscribers", target=Decimal(200))
    a_check_in(cast.ada.actor, key_result, 50)
    aligned(cast.ada.actor, child, parent)

    closed = page(cast.mika)
    assert titles(closed) == ["Parent"]
    assert 'aria-expanded="false"' in row(closed, "Parent")
    opened = page(cast.mika, f"okrs?open={parent.ref}")
    assert titles(opened) == ["Parent", "Subscribers", "Child"]
    assert "0 → 200 · now 50" in row(opened, "Subscribers")
    assert "25%" in row(opened, "Subscribers")
    assert 'aria-level="2"' in row(opened, "Child")

    parts = f"okrs/{parent.ref}/parts"
    asked = re.search(rf'hx-get="/acme/({parts}[^"]+)"', closed)
    assert asked is not None
    fragment = cast.mika.client.get(cast.mika.path(asked[1].replace("&amp;", "&")), **HTMX)
    assert [row(opened, one) for one in ("Subscribers", "Child")] == [
        row(fragment.content.decode(), one) for one in ("Subscribers", "Child")
    ]
    assert titles(fragment.content.decode()) == ["Subscribers", "Child"]
    assert "<html" not in fragment.content.decode()
    plain = cast.mika.client.get(cast.mika.path(parts))
    assert (plain.status_code, plain["Location"]) == (302, f"/acme/okrs?open={parent.ref}")


def test_an_objective_with_two_parents_is_a_row_under_each(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    first, second, shared = (
        an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("First", "Second", "Shared")
    )
    aligned(cast.ada.actor, shared, first)
    aligned(cast.ada.actor, shared, second)
    text = page(cast.mika, f"okrs?open={first.ref},{second.ref}")
    assert titles(text) == ["First", "Shared", "Second", "Shared"]
    assert len(set(re.findall(r'data-key="([^"]+)"', text))) == 4
    assert "3 objectives" in text


def test_a_child_of_another_cycle_or_of_a_hidden_parent_is_a_root(cast: Cast) -> None:
    year = a_cycle(
        cast.ada.actor,
        name="2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        kind=CycleKind.YEAR,
    )
    quarter = a_cycle(cast.ada.actor)
    of_the_year = an_objective(cast.ada.actor, cycle=year, title="All year")
    of_the_quarter = an_objective(cast.ada.actor, cycle=quarter, title="This quarter")
    hidden = an_objective(cast.ada.actor, cycle=quarter, title="Secret", visibility=Visibility.NAMED)
    below = an_objective(cast.ada.actor, cycle=quarter, title="Below a secret")
    aligned(cast.ada.actor, of_the_quarter, of_the_year)
    aligned(cast.ada.actor, below, hidden)
    assert titles(page(cast.mika, f"okrs?cycle={quarter.ref}")) == ["This quarter", "Below a secret"]
    assert titles(page(cast.ada, f"okrs?cycle={quarter.ref}")) == ["This quarter", "Secret"]
    assert "2026 Q4" in row(page(cast.mika, f"okrs?cycle={year.ref}&open={of_the_year.ref}"), "This quarter")


def test_private_objectives_vanish_from_rows_and_counts(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    hidden = an_objective(cast.ada.actor, cycle=cycle, title="Secret", visibility=Visibility.NAMED)
    an_objective(cast.ada.actor, cycle=cycle, title="Open")
    assert "2 objectives" in page(cast.ada)
    seen = page(cast.oleg)
    assert "1 objective<" in seen
    assert "Secret" not in seen
    parts = cast.oleg.client.get(cast.oleg.path(f"okrs/{hidden.ref}/parts?key={hidden.ref}"), **HTMX)
    assert parts.status_code == 404


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    for rest in ("okrs", f"okrs/{objective.ref}/parts"):
        assert cast.zoe.client.get(cast.ada.path(rest)).status_code == 404
    assert titles(page(cast.zoe)) == []
    assert cast.zoe.client.get(cast.zoe.path(f"okrs/{objective.ref}/parts")).status_code == 404
    a_cycle(cast.zoe.actor)
    for narrowed in (f"team={cast.growth.ref}", f"person={cast.lin.ref}"):
        assert cast.zoe.client.get(cast.zoe.path(f"okrs?{narrowed}")).status_code == 404


# --- filters ---------------------------------------------------------------------------------------------


def test_every_filter_narrows_to_flat_matches_with_their_path(cast: Cast) -> None:
    ada = cast.ada.actor
    cycle = a_cycle(ada)
    pillar = strategy_actions.create_pillar(actor=ada, name="Readers", at=moment())
    top = an_objective(ada, cycle=cycle, title="Everybody reads")
    team = {"holder": HolderKind.TEAM.value, "team": cast.funnel.ref}
    below = an_objective(
        ada,
        cycle=cycle,
        title="Funnel converts",
        ambition="committed",
        pillar=pillar.ref,
        owner=cast.mika.ref,
        **team,
    )
    a_key_result(ada, below, title="Trial length")
    aligned(ada, below, top)
    for narrowed in (
        f"team={cast.funnel.ref}",
        f"team={cast.growth.ref}",
        "level=team",
        f"pillar={pillar.ref}",
        "ambition=committed",
        f"person={cast.mika.ref}",
        "q=trial",
        "q=funnel",
    ):
        text = page(cast.lin, f"okrs?{narrowed}")
        assert titles(text) == ["Funnel converts"], narrowed
        assert "Everybody reads" in row(text, "Funnel converts")
        assert "Clear filters" in text
    assert "Nothing matches" in page(cast.lin, f"okrs?team={cast.growth.ref}&only=1")
    assert titles(page(cast.lin, "okrs?unaligned=1")) == ["Everybody reads"]
    assert titles(page(cast.lin, "okrs?status=off_track")) == []


def test_the_counts_lead_to_what_they_count(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    for value, title in ((90, "Well"), (0, "Badly")):
        objective = an_objective(cast.ada.actor, cycle=cycle, title=title, agreed=True)
        key_result = a_key_result(cast.ada.actor, objective, reason="added")
        a_check_in(cast.ada.actor, key_result, value)
    text = page(cast.mika)
    links = dict(re.findall(r'<a href="(/acme/okrs\?status=\w+)">([^<]+)</a>', text))
    assert links["/acme/okrs?status=on_track"] == "1 on track"
    for url in links:
        assert titles(page(cast.mika, url.removeprefix("/acme/")))


def test_a_typed_name_leads_to_the_person_or_offers_several(cast: Cast) -> None:
    an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    found = cast.lin.client.get(cast.lin.path("okrs?who=mika"))
    assert found["Location"] == f"/acme/okrs?person={cast.mika.ref}"
    several = page(cast.lin, "okrs?who=acme")
    assert "Oleg" in several
    assert f"person={cast.oleg.ref}" in several
    assert "Nobody here is called that." in page(cast.lin, "okrs?who=nobody")


def test_the_backlog_holds_what_has_no_cycle(cast: Cast) -> None:
    an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), title="Planned")
    an_objective(cast.ada.actor, title="Some day")
    assert titles(page(cast.mika)) == ["Planned"]
    assert titles(page(cast.mika, "okrs?backlog=1")) == ["Some day"]


def test_nonsense_in_the_address_narrows_nothing(cast: Cast) -> None:
    an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), title="There")
    assert titles(page(cast.mika, "okrs?status=purple&sort=x&open=..,1&team='&depth=-1")) == ["There"]
    broken = cast.mika.client.get(cast.mika.path("okrs?cursor=forged&sort=title"))
    assert (broken.status_code, broken["Location"]) == (302, "/acme/okrs?sort=title")


# --- order and pages -------------------------------------------------------------------------------------


def test_every_order_holds_and_turns_around(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    for value, title, owner in ((10, "Beta", "mika"), (90, "Alpha", "lin"), (None, "Gamma", "ada")):
        objective = an_objective(cast.ada.actor, cycle=cycle, title=title, owner=cast.player(owner).ref)
        if value is not None:
            a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, objective), value)
    orders = {
        "title": ["Alpha", "Beta", "Gamma"],
        "progress": ["Gamma", "Beta", "Alpha"],
        "owner": ["Gamma", "Alpha", "Beta"],
        "status": ["Beta", "Gamma", "Alpha"],
    }
    for sort, expected in orders.items():
        assert titles(page(cast.mika, f"okrs?sort={sort}")) == expected, sort
        assert titles(page(cast.mika, f"okrs?sort=-{sort}")) == expected[::-1], sort
    assert 'aria-sort="descending"' in page(cast.mika, "okrs?sort=-title")


@pytest.mark.parametrize(
    "sort", ["position", "-title", "progress", "-status", "owner", "-changed", "freshness"]
)
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, sort: str) -> None:
    cycle = a_cycle(cast.ada.actor)
    made = _many(cast, cycle.ref, 7)
    filters = ObjectiveFilters(cycle_id=cycle.pk)
    seen: list[str] = []
    cursor = None
    while True:
        found = queries.objectives_list(
            actor=cast.mika.actor, on=TODAY, filters=filters, sort=sort, cursor=cursor, limit=3
        )
        seen += [one.ref for one in found.rows]
        cursor = found.next_cursor
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == made


def test_the_next_fifty_come_by_link_and_by_htmx(cast: Cast) -> None:
    _many(cast, a_cycle(cast.ada.actor).ref, 53)
    first = page(cast.mika)
    assert len(titles(first)) == 50
    following = re.search(r'href="(/acme/okrs\?cursor=[^"]+)" rel="next"', first)
    assert following is not None
    url = following[1].replace("&amp;", "&")
    assert len(titles(cast.mika.client.get(url).content.decode())) == 3
    fragment = cast.mika.client.get(url, **HTMX).content.decode()
    assert len(titles(fragment)) == 3
    assert "<html" not in fragment
    assert 'rel="next"' not in fragment


def _many(cast: Cast, cycle: str, count: int) -> set[str]:
    made = set()
    for number in range(count):
        fields = {"title": f"Objective {number % 3}", "cycle": cycle, "owner": cast.lin.ref}
        made.add(
            actions.create_objective(
                actor=cast.ada.actor,
                fields=fields,  # type: ignore[arg-type]
                at=moment(),
                on=TODAY,
            ).ref
        )
    return made


# --- what it costs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "most"),
    [
        ("okrs?open={0}", 16),
        ("okrs?level=organization&status=pending", 16),
        ("okrs?level=organization&q=objective&open={0}", 18),  # search and paths and branches
    ],
)
def test_the_statements_do_not_grow_with_the_rows(cast: Cast, rest: str, most: int) -> None:
    cycle = a_cycle(cast.ada.actor)
    top = an_objective(cast.ada.actor, cycle=cycle, title="Objective of all")
    a_key_result(cast.ada.actor, top)
    aligned(cast.ada.actor, an_objective(cast.ada.actor, cycle=cycle, title="Objective below"), top)
    url = rest.format(top.ref)
    page(cast.lin, url)
    _many(cast, cycle.ref, 8)
    with counted() as few:
        page(cast.lin, url)
    _many(cast, cycle.ref, 190)
    for number in range(5):
        a_key_result(cast.ada.actor, top, title=f"One more {number}")
        aligned(cast.ada.actor, an_objective(cast.ada.actor, cycle=cycle, title=f"Child {number}"), top)
    with counted() as many:
        page(cast.lin, url)
    assert len(few) == len(many), "\n".join(many.sql)
    assert len(many) <= most, "\n".join(many.sql)
