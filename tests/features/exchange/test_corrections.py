"""Putting rows of a plan right: every move keeps every part, and names what it means."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from northing.domain.plan import Plan
from northing.features.exchange.adapters import Correction, corrected, node_ids, read_document
from tests.features.exchange.some_plans import plans
from tests.features.exchange.test_documents import told

TEXT = (
    "Objective: Grow\nKey results:\n- 5 pilots\n- Sign the north\n- 7 letters\nInitiatives:\n- Call everyone\n"
    "A remark.\nObjective: Rest\nKey results:\n- sleep from 5 to 8 hours\n"
)


def plan(text: str = TEXT) -> Plan:
    return read_document("plan.txt", text.encode()).plan


def put_right(at: str, kind: str, *titles: str, under: int | None = None, joins: bool = False) -> Plan:
    return corrected(plan(), [Correction(at, kind, titles, under, joins)])


def shown(plan: Plan) -> list[str]:
    return [line.partition(" |")[0] for line in told(plan)]


GROW = ["O Grow", "K 5 pilots", "K Sign the north", "K 7 letters", "I Call everyone"]
REST = ["O Rest", "K sleep from 5 to 8 hours"]


def test_nothing_put_right_changes_nothing() -> None:
    assert corrected(plan(), []) == plan()
    assert shown(plan()) == GROW + REST


def test_retype_a_key_result_and_an_initiative() -> None:
    assert shown(put_right("k0.1", "initiative", "Sign the north")) == [
        *GROW[:2],
        "K 7 letters",
        "I Sign the north",
        "I Call everyone",
        *REST,
    ]
    found = put_right("i0.0", "key_result", "Raise calls from 10 to 40")
    assert shown(found)[:5] == [*GROW[:4], "K Raise calls from 10 to 40"]
    assert found.objectives[0].key_results[3].target == Decimal(40)


def test_a_key_result_that_is_an_objective_takes_what_follows_it() -> None:
    found = put_right("k0.1", "objective", "Sign the north")
    assert shown(found) == [
        "O Grow",
        "K 5 pilots",
        "O Sign the north",
        "K 7 letters",
        "I Call everyone",
        *REST,
    ]


def test_an_objective_that_is_a_key_result_goes_under_the_one_above() -> None:
    found = put_right("o1", "key_result", "Rest 8 hours")
    assert shown(found) == [*GROW[:4], "K Rest 8 hours", "K sleep from 5 to 8 hours", "I Call everyone"]
    assert shown(put_right("o0", "key_result", "Grow", under=1))[:2] == REST
    assert shown(put_right("o0", "key_result", "Grow")) == GROW + REST  # there is nothing above it


def test_move_join_divide() -> None:
    assert shown(put_right("k0.2", "key_result", "7 letters", under=1)) == [
        *GROW[:3],
        GROW[4],
        *REST,
        "K 7 letters",
    ]
    assert shown(put_right("k0.1", "key_result", "Sign the north", joins=True))[:3] == [
        "O Grow",
        "K 5 pilots Sign the north",
        "K 7 letters",
    ]
    assert shown(put_right("k0.0", "key_result", "5 pilots", "3 awards"))[:3] == [
        "O Grow",
        "K 5 pilots",
        "K 3 awards",
    ]
    assert shown(put_right("o1", "objective", "Rest", joins=True)) == [
        "O Grow Rest",
        *GROW[1:4],
        REST[1],
        GROW[4],
    ]
    assert shown(put_right("o1", "objective", "Rest", "Play"))[5:] == [*REST, "O Play"]


def test_left_out_and_taken_in() -> None:
    found = put_right("o1", "left_out")
    assert shown(found) == GROW
    assert [(line.text, line.why) for line in found.skipped] == [
        ("A remark.", "commentary"),
        ("Rest", "left_out"),
        ("sleep from 5 to 8 hours", "left_out"),
    ]
    taken = put_right("s0", "initiative", "A remark.")
    assert shown(taken)[:6] == [*GROW, "I A remark."]
    assert taken.skipped == ()
    assert shown(put_right("s0", "objective", "A remark.")) == [*GROW, "O A remark.", *REST]
    assert shown(put_right("s0", "key_result", "9 remarks", under=1)) == [*GROW, *REST, "K 9 remarks"]


def test_numbers_follow_a_new_sentence_but_not_a_stated_field() -> None:
    found = put_right("k1.0", "key_result", "sleep from 6 to 9 hours").objectives[1].key_results[0]
    assert (found.start, found.target) == (Decimal(6), Decimal(9))
    stated = plan("Objective: Rest\nKR: Sleep: 5 -> 8\n")
    kept = corrected(stated, [Correction("k0.0", "key_result", ("Sleep well",))]).objectives[0].key_results[0]
    assert (kept.title, kept.start, kept.target) == ("Sleep well", Decimal(5), Decimal(8))


def test_parents_follow_their_objectives() -> None:
    deep = plan("## Grow\n### North\n- 5 pilots\n### South\n- 6 pilots\n")
    found = corrected(deep, [Correction("o0", "left_out", ())])
    assert [objective.parent for objective in found.objectives] == [None, None]
    found = corrected(deep, [Correction("k1.0", "objective", ("5 pilots",))])
    assert [one.parent.position for one in found.objectives if one.parent] == [0, 0, 0]


PLACES = st.from_regex(r"[okisx][0-9]{1,2}(\.[0-9])?", fullmatch=True)
CORRECTIONS = st.builds(
    Correction,
    PLACES,
    st.sampled_from(["objective", "key_result", "initiative", "left_out"]),
    st.lists(st.sampled_from(["Grow", "5 pilots", "  ", "from 3 to 4 %"]), max_size=3).map(tuple),
    st.none() | st.integers(-1, 5),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(plans(), st.lists(CORRECTIONS, max_size=6))
def test_any_corrections_give_a_whole_plan(start: Plan, changes: list[Correction]) -> None:
    found = corrected(start, changes)
    names = [name for names in node_ids(found).values() for name in names]
    assert len(names) == len(set(names))
    for place, objective in enumerate(found.objectives):
        hint = objective.parent
        assert hint is None or hint.position is None or 0 <= hint.position < len(found.objectives)
        assert hint is None or hint.position != place
    assert [Correction.of(change.as_json()) for change in changes] == changes
