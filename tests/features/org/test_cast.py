from __future__ import annotations

from tests.cast import Cast


def test_everybody_has_a_role_a_login_and_an_actor(cast: Cast) -> None:
    assert [player.row.role for player in cast.of_acme] == [
        "principal",
        "admin",
        "coach",
        "member",
        "member",
        "member",
        "observer",
    ]
    assert all(player.row.has_login for player in cast.everybody)
    assert cast.funnel.path == f"{cast.growth.path}{cast.funnel.id}/"
    assert cast.growth.lead_name == "Lin"
