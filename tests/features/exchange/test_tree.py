"""The JSON of a dry run."""

from __future__ import annotations

import json

from northing.features.exchange.adapters import read_document, tree


def test_the_tree_of_a_dry_run() -> None:
    text = (
        "# 2027 Q2\nhello\nO: Grow\nteam: North\nowner: ada\nKR: NPS: 40 -> 50\nKR: Smile more\nI: Letters\n"
    )
    shown = json.loads(json.dumps(tree(read_document("plan.md", text.encode()).plan)))
    assert set(shown) == {"objectives", "skipped"}
    (objective,) = shown["objectives"]
    assert [objective[name] for name in ("title", "team", "owner", "cycle")] == [
        "Grow",
        "North",
        "ada",
        "2027 Q2",
    ]
    assert objective["initiatives"] == ["Letters"]
    nps, smile = objective["key_results"]
    assert (nps["title"], nps["kind"], nps["start"], nps["target"]) == ("NPS", "metric", "40", "50")
    assert (smile["title"], smile["parse"], smile["kind"]) == ("Smile more", None, None)
    assert shown["skipped"] == [{"line": 2, "text": "hello", "why": "before_first_objective"}]
