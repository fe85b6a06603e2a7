"""The audit log: complete in words, filtered, paged, exported, for stewards only."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from northing.features.home.wording.acts import AREAS, known_verbs
from northing.features.org import actions
from northing.kit.activity.record import record
from northing.kit.subjects import Subject
from tests.cast import FOUNDED_AT, Cast

SOURCE = Path(__file__).resolve().parents[3] / "src" / "northing"
VERB = re.compile(r'"([a-z_]+\.[a-z_]+)"')
NO_ACTS = ("okrs.", "kpis.", "home.", "talk.")  # names of jobs and mails


def recorded_verbs() -> set[str]:
    """Every act the actions of the features write down; what they pass on in a variable, too."""
    files = [path for path in SOURCE.glob("features/*/actions*") for path in (path, *path.rglob("*.py"))]
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    found = {verb for text in texts for verb in VERB.findall(text)}
    return {verb for verb in found if not verb.startswith(NO_ACTS)}


def test_every_act_has_words_and_an_area() -> None:
    verbs = recorded_verbs()
    assert len(verbs) > 50
    assert verbs - known_verbs() == set()
    assert {verb.partition(".")[0] for verb in verbs} - set(AREAS) == set()


def shown(cast: Cast, query: str = "") -> str:
    return cast.ada.client.get(cast.ada.path(f"settings/audit{query}")).content.decode()


def test_it_tells_who_did_what_and_filters(cast: Cast) -> None:
    actions.create_team(actor=cast.ada.actor, name="Retention & care", at=FOUNDED_AT)
    assert "created the team" in shown(cast)
    assert "Retention &amp; care" in shown(cast)
    assert "created the team" not in shown(cast, "?area=token")
    assert "created the team" not in shown(cast, f"?person={cast.mika.ref}&area=team")
    assert "created the team" in shown(cast, f"?person={cast.ada.ref}&since=2026-09-01&until=2026-09-01")
    assert "created the team" not in shown(cast, "?since=2026-09-02")
    assert "Nothing fits" in shown(cast, "?since=2031-01-01")
    assert "created the team" in shown(cast, "?since=nonsense&after=x&area=unknown")


def test_pages_follow_each_other_without_gaps(cast: Cast) -> None:
    subject = Subject("person", cast.mika.id)
    for number in range(60):
        record(cast.ada.actor, "person.changed", on=subject, at=FOUNDED_AT, number=number)
    first = shown(cast, "?area=person")
    following = re.search(r'href="(\?[^"]*after=\d+)"', first)
    assert following is not None
    second = shown(cast, following.group(1).replace("&amp;", "&"))
    assert (first + second).count("changed the person") == 60


def test_the_file_holds_the_same_and_no_formula(cast: Cast) -> None:
    actions.create_team(actor=cast.ada.actor, name="=1+1", at=FOUNDED_AT)
    response = cast.ada.client.get(cast.ada.path("settings/audit.csv?area=team"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["verb"].partition(".")[0] for row in rows} == {"team"}
    assert "'=1+1" in {row["title"] for row in rows}


def test_it_is_for_stewards(cast: Cast) -> None:
    for player in (cast.carl, cast.lin, cast.mika, cast.olga):
        assert player.client.get(player.path("settings/audit")).status_code == 403
        assert player.client.get(player.path("settings/audit.csv")).status_code == 403
    assert cast.zoe.client.get(cast.ada.path("settings/audit")).status_code == 404
