"""CSV, TSV and XLSX: any column order, four languages, objectives repeated or blank."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from northing.domain.codes import Kind
from northing.features.exchange.adapters import Reading, read_document


def read(text: str, name: str = "plan.csv") -> Reading:
    return read_document(name, text.encode())


def codes(reading: Reading) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.field, problem.code) for problem in reading.problems]


SHEETS = {
    "en": "Target,Key result,Objective,Team,Start,Owner\n50,NPS,Delight,North,40,ada\n5%,Refunds,,,9%,lin\n",
    "zh-Hans": "目标值,关键结果,目标,团队,起始值,负责人\n50,NPS,Delight,North,40,ada\n5%,Refunds,,,9%,lin\n",
    "zh-Hant": "目標值,關鍵成果,目標,團隊,起始值,負責人\n50,NPS,Delight,North,40,ada\n5%,Refunds,,,9%,lin\n",
    "ru": (
        "Целевое значение;Ключевой результат;Цель;Команда;Исходное значение;Ответственный\n"
        "50;NPS;Delight;North;40;ada\n5%;Refunds;;;9%;lin\n"
    ),
}


@pytest.mark.parametrize("language", SHEETS)
def test_headers_in_four_languages(language: str) -> None:
    reading = read(SHEETS[language])
    (objective,) = reading.plan.objectives
    assert reading.problems == ()
    assert (objective.title, objective.team, objective.owner) == ("Delight", "North", "ada")
    assert [(part.title, part.owner, part.start, part.target) for part in objective.key_results] == [
        ("NPS", "ada", Decimal(40), Decimal(50)),
        ("Refunds", "lin", Decimal(9), Decimal(5)),
    ]
    assert str(objective.key_results[1].unit) == "percent"


def test_tabs_pipes_and_pasted_cells_without_a_name() -> None:
    table = "Objective\tKey result\tTarget\nGrow\tUsers\t85,000\n"
    for name in ("plan.tsv", "plan.txt", "-"):
        reading = read(table, name)
        assert reading.format == "tsv"
        assert reading.problems == ()
        assert reading.plan.objectives[0].key_results[0].target == 85000
    assert read(table.replace("\t", "|"), "plan.csv").plan.objectives[0].title == "Grow"


def test_quoted_cells_keep_commas_and_lines() -> None:
    reading = read('Objective,Key result,Definition\n"Grow, fast","Users\nactive","one\ntwo"\n')
    part = reading.plan.objectives[0].key_results[0]
    assert (reading.plan.objectives[0].title, part.title, part.definition) == (
        "Grow, fast",
        "Users active",
        "one\ntwo",
    )


def test_rows_keep_the_line_they_began_on() -> None:
    reading = read('Objective,Key result,Target\nGrow,"a\nb",1\nGrow,c,x\n')
    assert codes(reading) == [(4, "target", "not_a_number")]


def test_columns_nobody_knows_are_named() -> None:
    reading = read("Objective,Key result,Colour,Current value,Target,Target\nGrow,Users,red,5,10,11\n")
    assert [(line.text, line.why) for line in reading.plan.skipped] == [
        ("Colour", "unknown_column"),
        ("Current value", "column_not_imported"),
        ("Target", "repeated_column"),
    ]
    assert reading.plan.objectives[0].key_results[0].target == 10


def test_a_cycle_above_the_header_and_in_a_column() -> None:
    above = read("OKRs 2027 Q2,,\nMade by hand,,\nObjective,Key result,Target\nGrow,Users,5\n")
    assert above.plan.cycle is not None
    assert above.plan.cycle.name == "2027 Q2"
    assert [(line.line, line.why) for line in above.plan.skipped] == [(2, "above_header")]
    column = read("Objective,Key result,Quarter\nGrow,Users,Q2 2027\n")
    assert column.plan.cycle == above.plan.cycle


def test_every_bad_cell_is_told_by_line_and_field() -> None:
    reading = read(
        "Objective;Key result;Kind;Start;Target;Upper;Due;Weight;Guardrail;Ref\n"
        ";Too soon;;;;;;;;\n"
        "Grow;a;metric;5;5;;;;;\n"
        ";b;;=A1*2;10^400;;31.02.2027;-1;;\n"
        ";c;sideways;85.000;1,1234567;;12/31/2027;;;short\n"
        ";d;at_most;;;;;;maybe;\n"
        f";{'x' * 301};;;;;;;yes;\n"
    )
    assert sorted(codes(reading)) == [
        (2, "objective", "no_objective"),
        (3, "target", "flat_span"),
        (4, "due_on", "not_a_date"),
        (4, "start", "formula"),
        (4, "target", "not_a_number"),
        (4, "weight", "negative_weight"),
        (5, "due_on", "not_a_date"),
        (5, "kind", "unknown_choice"),
        (5, "start", "ambiguous_number"),
        (5, "target", "too_precise"),
        (6, "guardrail", "not_yes_or_no"),
        (6, "upper", "missing_bound"),
        (7, "guardrail", "guardrail_needs_bounds"),
        (7, "title", "too_long"),
    ]
    ambiguous = next(problem for problem in reading.problems if problem.code == "ambiguous_number")
    assert dict(ambiguous.params) == {"text": "85.000", "choices": "85000 / 85"}


def test_a_sheet_with_types_and_its_own_numbers() -> None:
    reading = read(
        "Id,Type,Title,Parent ID,Owner,Metric start,Metric target\n"
        "1,Objective,Grow,,ada,,\n2,Objective,Grow north,1,lin,,\n3,Key result,NPS,1,mika,40,50\n"
        "4,Project,Call everyone,2,lin,,\n5,Poem,Roses,1,,,\n"
    )
    grow, north = reading.plan.objectives
    assert north.parent is not None
    assert north.parent.position == 0
    assert [part.title for part in grow.key_results] == ["NPS"]
    assert [part.title for part in north.initiatives] == ["Call everyone"]
    assert (grow.ref, north.ref) == ("", "")
    assert codes(reading) == [(6, "type", "unknown_type")]


def test_parents_by_title_and_loops() -> None:
    reading = read(
        "Objective,Key result,Parent\nNorth,a,Company\nFar north,b,North\nLoop,c,Pool\nPool,d,Loop\n"
    )
    north, far, loop, pool = reading.plan.objectives
    assert north.parent is not None
    assert (north.parent.title, north.parent.position) == ("Company", None)
    assert far.parent is not None
    assert far.parent.position == 0
    assert [problem.code for problem in reading.problems] == ["parent_loop"]
    assert [part.parent is None for part in (loop, pool)].count(True) == 1


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {place}")
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


HEADER: list[object] = ["Objective", "Key result", "Start", "Target", "Due"]


def test_a_workbook_of_several_sheets() -> None:
    content = workbook(
        [["Read me"], ["Nothing here"]],
        [
            ["OKRs 2027 Q2"],
            [],
            HEADER,
            ["Grow", "Users", 61000, 100000.5, date(2027, 6, 30)],
            [None, "NPS", "40", 50],
        ],
        [HEADER, ["Rest", "Hours", 9, 7.25, None]],
    )
    reading = read_document("plan.bin", content)
    assert (reading.format, reading.problems) == ("xlsx", ())
    users, nps = reading.plan.objectives[0].key_results
    assert (users.start, users.target, users.due_on) == (
        Decimal(61000),
        Decimal("100000.5"),
        date(2027, 6, 30),
    )
    assert nps.start == 40
    assert reading.plan.objectives[1].key_results[0].target == Decimal("7.25")
    assert reading.plan.cycle is not None


def test_merged_cells_percentages_and_formulas() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, ["Grow", "Users", 0.4, 0.5], [None, "NPS", "=A1+1", 50], ["=1+1", "Odd", 1, 2]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["C2"].number_format = sheet["D2"].number_format = "0.0%"
    target = io.BytesIO()
    book.save(target)
    reading = read_document("plan.xlsx", target.getvalue())
    users, nps, odd = reading.plan.objectives[0].key_results
    assert (users.start, users.target, str(users.unit)) == (Decimal(40), Decimal(50), "percent")
    assert (nps.start, nps.target, odd.kind) == (None, Decimal(50), Kind.METRIC)
    assert codes(reading) == [(3, "start", "formula"), (4, "objective", "formula")]


def test_text_that_looks_like_a_formula_is_text() -> None:
    reading = read("Objective,Key result\n'=Grow,'-5 days\n-3 is odd,+1\n@home,''quoted\n")
    assert reading.problems == ()
    assert [part.title for part in reading.plan.objectives] == ["=Grow", "-3 is odd", "@home"]
    assert [part.key_results[0].title for part in reading.plan.objectives] == ["-5 days", "+1", "'quoted"]
