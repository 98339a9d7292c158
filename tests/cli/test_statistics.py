"""statistics: what scripts may count on."""

from pathlib import Path

from openpyxl import load_workbook

from .commands import TypedDesk, typed
from .intakes import gutter, premiums, wages

YEAR = ("statistics", "--from", "2024-01-01", "--to", "2025-12-31")


def total(desk: TypedDesk, *words: object) -> dict[str, object]:
    """Return the figures of the last row, which is the total."""
    rows = desk.ask(*YEAR, *words)["rows"]
    assert rows[-1]["key"] == "total"
    figures: dict[str, object] = rows[-1]["figures"]
    return figures


def entered(desk: TypedDesk) -> list[str]:
    """Register three cases: one agreed on the spot, one accepted, one at the window."""
    oral = desk.add(gutter(), "--now", "2025-03-10T09:40")
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    assert desk("case", "do", case, "accept", "--now", "2025-04-07T10:00").code == 0
    return [oral, case, desk.add(premiums(), "--now", "2024-06-03T09:00")]


def test_cases_are_counted_as_they_were_entered(desk: TypedDesk) -> None:
    assert total(desk)["accepted"] == 0
    oral, case, window = entered(desk)
    figures = total(desk)
    assert (figures["accepted"], figures["agreed"], figures["oral"]) == (2, 1, 1)
    assert (figures["success_rate"], figures["premium_disputes"]) == ("50.00", 1)
    assert figures["premium_by_type.P01"] == figures["premium_by_type.P04"] == 1
    [behind] = desk.ask(*YEAR, "--cases", "agreed")["cases"]
    assert (behind["id"], behind["on"]) == (oral, "2025-03-10")
    assert behind["number"] == desk.ask("case", "show", oral)["case"]["number"]
    behind = desk.ask(*YEAR, "--cases", "premium_disputes")["cases"]
    assert [one["id"] for one in behind] == [window]
    assert case in {one["id"] for one in desk.ask(*YEAR, "--cases", "accepted")["cases"]}


def test_what_became_of_an_agreement_is_counted_on_its_day(desk: TypedDesk) -> None:
    _oral, case, _window = entered(desk)
    agreed = {
        "clauses": [{"text": "2025年5月20日支付20,000.00元。", "kind": "payment"}],
        "obligations": [
            {
                "obligor": "梧州市某塑料制品有限公司",
                "obligee": "苏美玲",
                "amount": "20000.00",
                "due_on": "2025-05-20",
            }
        ],
    }
    desk.done(case, "session", {"text": "双方同意。", "setting": "online"})
    desk.done(case, "agree", agreed | {"agreed_on": "2025-05-01"})
    desk.done(case, "perform", {"obligation": 1, "amount": "20000", "performed_on": "2025-05-20"})
    prevented = {"escalation": "petition", "people": 12, "prevented_on": "2025-05-02"}
    desk.done(case, "prevent", prevented)
    desk.ask("case", "set", case, "ruling_received", "2025-06-10")
    assert total(desk)["confirmed"] == 0  # nobody has said what was ruled
    desk.ask("case", "set", case, "confirmation_result", "confirmed")
    rows = {row["key"]: row["figures"] for row in desk.ask(*YEAR)["rows"]}
    assert (rows["2025-05"]["agreed"], rows["2025-05"]["written"]) == (1, 1)
    assert (rows["2025-05"]["agreement_amount"], rows["2025-05"]["performed"]) == ("2.00", 1)
    assert rows["2025-05"]["petitions_prevented"] == 1
    assert rows["2025-05"]["petitions_prevented_people"] == 12
    assert (rows["2025-05"]["confirmed"], rows["2025-06"]["confirmed"]) == (0, 1)
    assert rows["2025-04"]["online"] == 1
    # 20,000 yuan: 300.00 in full, 150.00 halved
    assert (rows["total"]["saved_fee"], rows["total"]["saved_fee_half"]) == ("0.03", "0.02")
    [row] = [row for row in desk.ask(*YEAR, "--by", "year")["rows"] if row["key"] == "2025"]
    assert (row["yuan"]["saved_fee"], row["yuan"]["saved_fee_half"]) == ("300.00", "150.00")


def test_rows_are_months_quarters_years_types_or_offices(desk: TypedDesk) -> None:
    entered(desk)
    keys = {
        by: [row["key"] for row in desk.ask(*YEAR, "--by", by)["rows"]]
        for by in ("month", "quarter", "year", "type", "office")
    }
    assert len(keys["month"]) == 25
    assert keys["quarter"][-2:] == ["2025-Q4", "total"]
    assert keys["year"] == ["2024", "2025", "total"]
    assert {"02", "10", "99"} <= set(keys["type"])
    assert "正阳村人民调解委员会" in keys["office"]


def test_every_figure_comes_with_its_definition(desk: TypedDesk) -> None:
    answer = desk.ask(*YEAR)
    defined = {one["name"] for one in answer["definitions"]}
    assert {name.partition(".")[0] for name in answer["rows"][-1]["figures"]} == defined
    assert all(one["definition"] for one in answer["definitions"])
    assert (answer["from"], answer["to"], answer["by"]) == ("2024-01-01", "2025-12-31", "month")


def test_a_workbook_is_written_and_never_over_another_file(desk: TypedDesk, tmp_path: Path) -> None:
    entered(desk)
    to = tmp_path / "统计 a&b.xlsx"
    assert desk.ask(*YEAR, "--by", "quarter", "--xlsx", to)["file"] == str(to)
    assert len(load_workbook(to).worksheets) == 2
    to.write_bytes(b"somebody's work")
    assert str(to.name) in desk(*YEAR, "--xlsx", to).complaint()[0]
    assert to.read_bytes() == b"somebody's work"
    assert desk(*YEAR, "--xlsx", to, "--force").code == 0
    assert ".xlsx" in desk(*YEAR, "--xlsx", tmp_path / "a.pdf").complaint()[0]


def test_what_cannot_be_counted_is_said_in_three_lines(desk: TypedDesk) -> None:
    back = ("statistics", "--from", "2025-02-01", "--to", "2025-01-01")
    assert "2025-02-01" in desk(*back).complaint()[0]
    assert "accepted" in desk(*YEAR, "--cases", "a<b").complaint()[2]
    assert desk("statistics", "--from", "2025-02-30", "--to", "2025-12-31").code == 2
    assert desk(*YEAR, "--by", "colour").code == 2
    assert desk(*YEAR, "--rounding", "up").code == 2


def test_a_session_is_counted_by_how_it_was_held(desk: TypedDesk) -> None:
    _oral, case, _window = entered(desk)
    held = {"text": "分别听取意见。"}
    how = {"mode": "caucus", "setting": "on_site", "attendance": "individual"}
    for said in (how, {"setting": "online"}, {}):
        record = desk.written(held | said)
        step = ("case", "do", case, "session", "--with", record, "--now", "2025-04-08T09:00")
        assert desk(*step).code == 0
    figures = total(desk)
    assert figures["sessions"] == 3
    assert (figures["sessions_caucus"], figures["sessions_joint_session"]) == (1, 1)
    assert (figures["sessions_on_site"], figures["sessions_online"]) == (1, 1)
    assert (figures["sessions_individual"], figures["sessions_attendance_unsaid"]) == (1, 2)
    behind = desk.ask(*YEAR, "--cases", "sessions_caucus")["cases"]
    assert [(one["id"], one["on"]) for one in behind] == [(case, "2025-04-08")]


def test_the_people_of_the_rosters_are_reported(desk: TypedDesk, tmp_path: Path) -> None:
    sheet = tmp_path / "名册.csv"
    sheet.write_text(
        "姓名,人员类别,批次,国籍（地区）,专职\n覃𬭎,涉外律师,第一批,中国,是\nO'Brien,,,越南,\n",
        encoding="utf-8",
    )
    assert desk("roster", "import", sheet, "--as", "mediators", "--apply").code == 0
    to = tmp_path / "名册统计 a&b.xlsx"
    answer = desk.ask("roster", "report", "--people", "from_abroad", "--xlsx", to)
    assert [one["name"] for one in answer["people"]] == ["O'Brien"]
    rows = {row["key"]: row["figures"] for row in answer["rows"]}
    assert (rows["total"]["roster"], rows["total"]["full_time"]) == (2, 1)
    assert rows["涉外律师"]["roster"] == 1
    assert rows["total"]["committees"] == "待填"
    assert len(load_workbook(to).worksheets) == 2
    assert "roster" in desk("roster", "report", "--people", "a<b").complaint()[2]


def test_people_read_the_figure_its_cases_and_what_they_come_to(desk: TypedDesk) -> None:
    desk.add(wages(amount_in_dispute="33487.21"), "--now", "2025-04-07T09:00")
    [case] = [one["case"] for one in desk.ask("case", "list")]
    desk.done(case, "accept")
    year = ("statistics", "--from", "2025-01-01", "--to", "2099-12-31", "--by", "year")
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    said = typed(*year, "--cases", "amount_accepted", *opening).out
    report, behind = said.split("\n\n")
    assert "3.35 万元" in report
    first, line = behind.splitlines()
    assert "受理标的额" in first
    assert "33,487.21 元" in first
    assert line.endswith("\t33,487.21 元")
    assert "1 件" in typed(*year, "--cases", "accepted", *opening).out.splitlines()[-1]
    [scripted] = desk.ask(*year, "--cases", "amount_accepted")["cases"]
    assert scripted["amount"] == "33487.21"
