"""Import and export in the browser: preview, correction, confirmation, files."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from northing.features.exchange import actions, queries
from northing.features.exchange.adapters import read_document
from northing.features.exchange.models import StagedDocument
from northing.kit.errors import Invalid, NotFound
from tests.builders import TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player
from tests.features.exchange.docx_files import docx, paragraph
from tests.features.exchange.importing import figures, key_result, objective

TEXT = (
    "# OKRs 2026 Q4\n## [GROWTH] Readers recommend us\n- [ ] Ask a hundred\n- Sales: 10 -> 20\n\nA remark.\n"
)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False):
        yield


def send(player: Player, **data: Any) -> Any:
    return player.client.post(player.path("import"), data)


def opened(player: Player, text: str = TEXT) -> str:
    """The address of the preview of a pasted text."""
    response = send(player, text=text)
    assert response.status_code == 302
    return str(response.headers["Location"])


def page(player: Player, address: str) -> str:
    response = player.client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def confirm(player: Player, address: str, **choices: str) -> Any:
    usual = {"cycle": "stated", "owner": player.ref, "creates_teams": "on", "is_agreed": "on"}
    return player.client.post(address, {**usual, **choices, "step": "import"})


def test_paste_look_confirm(cast: Cast) -> None:
    address = opened(cast.ada)
    shown = page(cast.ada, address)
    for text in (
        "Readers recommend us",
        "Ask a hundred",
        "yes or no",
        "New cycle: 2026 Q4.",
        "A remark.",
        "commentary",
    ):
        assert text in shown
    assert figures(cast.ada.actor) == (0, 0)
    assert confirm(cast.ada, address).headers["Location"] == address
    done = page(cast.ada, address)
    assert "New: 1 objective, 2 key results." in done
    assert figures(cast.ada.actor) == (1, 2)
    assert objective(cast.ada.actor, "Readers recommend us").owner_id == cast.lin.id
    confirm(cast.ada, address)
    assert figures(cast.ada.actor) == (1, 2)


def test_a_file_keeps_its_name_and_encoding(cast: Cast) -> None:
    content = "# ОКР 2026 Q4\n## Цель: Читатели нас советуют\n- KR: Продажи: 10 -> 20\n".encode(
        "windows-1251"
    )
    response = send(cast.ada, file=SimpleUploadedFile("план.txt", content))
    shown = page(cast.ada, response.headers["Location"])
    assert "план.txt" in shown
    assert "Читатели нас советуют" in shown
    assert "WINDOWS-1251" in shown or "CP1251" in shown


def test_changed_choices_are_shown_before_they_count(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, name="2026 Autumn")
    address = opened(cast.ada)
    confirm(cast.ada, address, cycle=cycle.ref)
    assert figures(cast.ada.actor) == (0, 0)
    assert "New cycle" not in page(cast.ada, address)
    confirm(cast.ada, address, cycle=cycle.ref)
    assert objective(cast.ada.actor, "Readers recommend us").cycle_id == cycle.pk


def test_problems_stand_beside_their_row_and_the_text_can_be_corrected(cast: Cast) -> None:
    address = opened(cast.ada, "# OKRs 2026 Q4\n## O: Win\n- KR: Sales: 10 -> 10\n")
    shown = page(cast.ada, address)
    assert "Start and target are both 10" in shown
    assert 'value="import"' not in shown
    assert confirm(cast.ada, address).status_code == 422
    assert figures(cast.ada.actor) == (0, 0)
    fixed = "# OKRs 2026 Q4\n## O: Win\n- KR: Sales: 10 -> 11\n"
    response = cast.ada.client.post(address, {"step": "correct", "text": fixed})
    confirm(cast.ada, response.headers["Location"])
    assert key_result(cast.ada.actor, "Sales").target == 11


def test_unknown_teams_can_be_made_or_not(cast: Cast) -> None:
    address = opened(cast.ada, "# OKRs 2026 Q4\n## [ROCKETS] Fly\n")
    assert "New teams: ROCKETS." in page(cast.ada, address)
    cast.ada.client.post(
        address, {"step": "preview", "cycle": "stated", "owner": "nobody", "is_agreed": "on"}
    )
    shown = page(cast.ada, address)
    assert "There is no team “ROCKETS”" in shown
    assert 'value="import"' not in shown


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Choose a file, or paste"),
        (b"hello there", "No objective was found"),
        (b"%PDF-1.7 x", "This is a file of another kind (pdf)"),
        (b"PK\x03\x04broken", "The workbook is damaged"),
        (b"northing: 1\nobjectives: [\n", "This is not valid YAML"),
        ("目标：让读者推荐我们".encode("gbk")[:-1], ""),
    ],
)
def test_damaged_files_get_an_answer(cast: Cast, content: bytes, told: str) -> None:
    response = send(cast.ada, file=SimpleUploadedFile("okrs.dat", content))
    assert response.status_code in (302, 422)
    if told:
        assert response.status_code == 422
        assert told in response.content.decode()
    assert StagedDocument.within(cast.acme.id).count() == (response.status_code == 302)


def test_what_was_pasted_is_kept_when_it_cannot_be_read(cast: Cast) -> None:
    response = send(cast.ada, text="just a thought <b>")
    assert response.status_code == 422
    assert "just a thought &lt;b&gt;" in response.content.decode()


def test_a_file_beyond_ten_megabytes_is_refused(cast: Cast) -> None:
    response = send(cast.ada, file=SimpleUploadedFile("big.md", b"# O\n" * (3 * 1024 * 1024)))
    assert response.status_code == 422
    assert "larger than 10 MB" in response.content.decode()
    with pytest.raises(Invalid, match="document_too_big"):
        actions.stage_document(
            actor=cast.ada.actor,
            name="x",
            content=b"x" * (actions.MAX_BYTES + 1),
            is_pasted=False,
            at=moment(),
        )


def test_ten_megabytes_of_text_are_answered(cast: Cast) -> None:
    text = "## Win\n" + "- [ ] Box and more words to fill the line\n" * 250_000
    response = send(cast.ada, file=SimpleUploadedFile("big.md", text.encode()[: 10 * 1024 * 1024]))
    assert response.status_code == 422
    assert "Divide it" in response.content.decode()


def test_a_document_belongs_to_its_sender(cast: Cast) -> None:
    address = opened(cast.ada)
    assert cast.pia.client.get(address).status_code == 404
    assert confirm(cast.carl, address).status_code == 404
    assert cast.zoe.client.get(address.replace("acme", "zenith")).status_code == 404
    assert send(cast.olga, text=TEXT).status_code == 403


def test_documents_are_forgotten(cast: Cast) -> None:
    actor = cast.ada.actor
    at = datetime.now(UTC)
    kept = [
        actions.stage_document(actor=actor, name=f"{number}", content=b"x", is_pasted=True, at=at)
        for number in range(5)
    ]
    assert set(StagedDocument.within(cast.acme.id).values_list("name", flat=True)) == {"2", "3", "4"}
    later = at + timedelta(days=1)
    with pytest.raises(NotFound, match="staged_document_gone"):
        queries.staged_document(actor=actor, ref=kept[4].ref, at=later)
    actions.stage_document(actor=cast.carl.actor, name="other", content=b"x", is_pasted=True, at=later)
    assert list(StagedDocument.within(cast.acme.id).values_list("name", flat=True)) == ["other"]


@pytest.mark.parametrize("form", ["markdown", "yaml", "csv", "xlsx"])
def test_every_export_can_be_imported_without_a_change(cast: Cast, form: str) -> None:
    opened_at = opened(cast.ada)
    confirm(cast.ada, opened_at)
    response = cast.lin.client.get(cast.lin.path("export"), {"format": form})
    assert response.status_code == 200
    suffix = {"markdown": "md"}.get(form, form)
    assert f'filename="okrs-2026-q4.{suffix}"' in response.headers["Content-Disposition"]
    reading = read_document(f"okrs.{suffix}", response.content, today=TODAY)
    assert reading.problems == ()
    report = actions.import_plan(actor=cast.ada.actor, plan=reading.plan, at=moment(), on=TODAY)
    assert [(row.title, row.fields) for row in report.rows if row.fields] == []
    assert report.changes_nothing


def test_an_export_holds_what_its_reader_may_see(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    own = an_objective(cast.oleg.actor, cycle=cycle, title="Quiet", person=cast.oleg.ref, visibility="holder")
    a_key_result(cast.oleg.actor, own, title='=HYPERLINK("x")')
    address = {"format": "csv", "cycle": cycle.ref}
    assert b"Quiet" not in cast.mika.client.get(cast.mika.path("export"), address).content
    found = cast.oleg.client.get(cast.oleg.path("export"), address).content.decode()
    assert "Quiet" in found
    assert "'=HYPERLINK" in found
    assert cast.zoe.client.get(cast.zoe.path("export"), address).status_code == 404


def test_the_export_page_and_unknown_formats(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    assert "2026 Q4" in page(cast.olga, cast.olga.path("export"))
    assert cast.olga.client.get(cast.olga.path("export"), {"format": "exe"}).status_code == 404
    backlog = cast.ada.client.get(cast.ada.path("export"), {"format": "yaml", "cycle": "backlog"})
    assert io.BytesIO(backlog.content).read().startswith(b"northing: 1")


FREE = "OKRs 2026 Q4\n\nObjective: Grow\nKey results:\n- 5 pilots\n- Improve things\n\nA remark.\n"


def put_right(player: Player, address: str, at: str, known: int = 0, **data: str) -> Any:
    usual = {"at": at, "known": str(known), "kind": "key_result", "under": "0", "step": "row"}
    return player.client.post(address, {**usual, **data})


def test_a_row_is_put_right_and_taken_back(cast: Cast) -> None:
    address = opened(cast.ada, FREE)
    shown = page(cast.ada, address)
    assert "What it says" not in shown
    assert 'href="?row=k0.1#row-k0.1"' in shown
    form = page(cast.ada, f"{address}?row=k0.1")
    assert "What it says" in form
    assert "Join it with the row above" in form
    answer = put_right(
        cast.ada, address, "k0.1", kind="initiative", title="Call the north\nWrite to the south"
    )
    assert answer.headers["Location"] == f"{address}#row-k0.1"
    shown = page(cast.ada, address)
    assert "1 row was put right." in shown
    assert "New: 1 objective, 1 key result, 2 initiatives." in shown
    cast.ada.client.post(address, {"step": "undo", "known": "1"})
    assert "New: 1 objective, 2 key results." in page(cast.ada, address)


def test_a_line_left_over_is_used_and_the_whole_is_imported(cast: Cast) -> None:
    address = opened(cast.ada, FREE)
    assert 'href="?row=s0#row-s0"' in page(cast.ada, address)
    put_right(cast.ada, address, "s0", title="Raise remarks from 3 to 9 a month")
    put_right(cast.ada, address, "k0.1", known=1, kind="left_out", title="")
    shown = page(cast.ada, address)
    assert "left out by you" in shown
    confirm(cast.ada, address)
    assert figures(cast.ada.actor) == (1, 2)
    assert key_result(cast.ada.actor, "Raise remarks from 3 to 9 a month").kind == "metric"


def test_what_nobody_saw_is_not_overwritten(cast: Cast) -> None:
    address = opened(cast.ada, FREE)
    put_right(cast.ada, address, "k0.0", title="6 pilots")
    assert put_right(cast.ada, address, "k0.0", title="7 pilots").status_code == 409
    assert put_right(cast.ada, address, "k0.0", known=1, title=" ").status_code == 422
    assert "6 pilots" in page(cast.ada, address)


def test_the_coach_speaks_in_the_preview(cast: Cast) -> None:
    shown = page(cast.ada, opened(cast.ada, FREE))
    assert shown.count('class="import__advice"') >= 1
    assert "<summary>" in shown


def test_a_word_file_is_read(cast: Cast) -> None:
    content = docx(
        paragraph("OKR Q4 2026"),
        paragraph("Objective: Grow", style="H1"),
        paragraph("KR1: 5 pilots", listed=1),
    )
    response = send(cast.ada, file=SimpleUploadedFile("plan.docx", content))
    shown = page(cast.ada, response.headers["Location"])
    assert "Word document (DOCX)" in shown
    assert "5 pilots" in shown


def test_teams_taken_from_headings_can_be_left_out(cast: Cast) -> None:
    address = opened(cast.ada, f"Sales\n\n{FREE}")
    cast.ada.client.post(
        address, {"step": "preview", "cycle": "stated", "owner": "nobody", "is_agreed": "on"}
    )
    shown = page(cast.ada, address)
    assert "There is no team “Sales”." in shown
    assert "5 pilots" in shown  # rows that were not judged can be put right all the same
    cast.ada.client.post(address, {"step": "teams", "known": "0"})
    assert "There is no team" not in page(cast.ada, address)
