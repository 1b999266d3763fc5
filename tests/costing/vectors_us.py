"""Published United States figures: burden tables of agencies filed with OMB, and a notice of the SSA."""

from typing import Any

from measure_checks import Vector

NIGC = "NIGC, 25 CFR 519–558 (ICR 201207-3141-003)"
OSRO = "USCG 1625-0102, OSRO classification (2020)"
EPA2962, EPA2782, EPA2677, EPA1982 = "EPA ICR 2962", "EPA ICR 2782", "EPA ICR 2677", "EPA ICR 1982"
SSA = "SSA, 0960-0618, Federal Register 2024-19185"


def _uscg(number: str, year: str, page: str = "App. A") -> str:
    return f"USCG 1625-{number} ({year}), {page}"


def _row(name: str, responses: str, hours: str, rate: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "population": responses, "effort": f"{hours} hour", "wage": f"{rate} USD", **more}


def _one(
    name: str,
    source: str,
    figures: tuple[str, str, str],
    printed: tuple[str, str],
    convention: str = "dollars",
    party: str = "business",
    frequency: str = "1",
) -> Vector:
    """Make the vector of one row: responses, hours each, rate; printed hours and cost."""
    row = _row("a", *figures, party=party, frequency=frequency)
    return Vector(
        name, source, "us-pra", {"convention": convention, "obligations": [row]},
        printed={"a.hours": printed[0], "a.total": printed[1]},
    )  # fmt: skip


def _government(name: str, source: str, figures: tuple[str, str, str], printed: tuple[str, str]) -> Vector:
    return _one(name, source, figures, printed, party="authority:central")


ROWS = [
    _one("us-pra-nigc-resp-519", NIGC, ("20", "0.5", "15"), ("10", "$150")),
    _one("us-pra-nigc-resp-522-2", NIGC, ("7", "80", "75"), ("560", "$42,000")),
    _one("us-pra-uscg-osro-new-medium", OSRO, ("4", "20", "78"), ("80", "$6,240")),
    _one("us-pra-uscg-osro-upd-large", OSRO, ("11", "24", "78"), ("264", "$20,592")),
    _one("us-uscg0060-2021-certifying", _uscg("0060", "2021"), ("1", "2", "91"), ("2", "$182")),
    _one("us-uscg0074-2022-exemptions", _uscg("0074", "2022"), ("281", "0.5", "65"), ("141", "$9,165"), "whole-hours"),
    _one("us-uscg0074-2022-foreign", _uscg("0074", "2022"), ("2099", "0.1", "65"), ("210", "$13,650"), "whole-hours"),
    _one("us-uscg0101-2022-engineer", _uscg("0101", "2022"), ("49", "40", "72"), ("1,960", "$141,120")),
    _one("us-uscg0101-2022-manager", _uscg("0101", "2022"), ("49", "1", "91"), ("49", "$4,459")),
    _one("us-uscg0101-2025-engineer", _uscg("0101", "2025"), ("57", "40", "78"), ("2,280", "$177,840")),
    _one("us-uscg0101-2025-manager", _uscg("0101", "2025"), ("57", "1", "93"), ("57", "$5,301")),
    _one("us-uscg0101-2025-tech", _uscg("0101", "2025"), ("57", "16", "48"), ("912", "$43,776")),
    _one("us-uscg0103-2021-north", _uscg("0103", "2021"), ("816", "0.08", "64"), ("66", "$4,224"), "whole-hours-up"),
    _one("us-uscg0103-2021-south", _uscg("0103", "2021"), ("882", "0.08", "64"), ("71", "$4,544"), "whole-hours-up"),
    _government("us-pra-nigc-agency-522-2", NIGC, ("7", "40", "40"), ("280", "$11,200")),
    _government("us-pra-nigc-agency-523", NIGC, ("33", "10", "40"), ("330", "$13,200")),
    _government("us-pra-uscg-osro-gov-new-small", OSRO, ("14", "8", "75"), ("112", "$8,400")),
    _government("us-pra-uscg-osro-gov-upd-large", OSRO, ("11", "12", "75"), ("132", "$9,900")),
    _government("us-pra-uscg-osro-gov-upd-medium", OSRO, ("31", "8", "75"), ("248", "$18,600")),
    _government("us-pra-uscg-osro-gov-upd-small", OSRO, ("87", "4", "75"), ("348", "$26,100")),
    _government("us-uscg0060-2021-gov-facilities", _uscg("0060", "2021", "App. B"), ("604", "1", "98"),
                ("604", "$59,192")),
    _government("us-uscg0101-2022-gov-e4", _uscg("0101", "2022", "App. B"), ("49", "1", "46"), ("49", "$2,254")),
    _government("us-uscg0101-2025-gov-cdr", _uscg("0101", "2025", "App. B"), ("57", "1", "117"), ("57", "$6,669")),
    _government("us-uscg0101-2025-gov-e4", _uscg("0101", "2025", "App. B"), ("57", "1", "48"), ("57", "$2,736")),
    _government("us-uscg0101-2025-gov-lt", _uscg("0101", "2025", "App. B"), ("57", "4", "89"), ("228", "$20,292")),
]  # fmt: skip

TOTALS = [
    Vector(
        "us-pra-fgis4", "USGSA, OMB 0580-0013 (2017), FGIS-4", "us-pra",
        {"obligations": [{"id": "a", "population": "18", "frequency": "4.00", "effort": "0.33 hour"}]},
        printed={"a.cases": "72.00", "a.hours": "23.76"},
    ),
    Vector(
        "us-pra-uscg-osro-gov-total", OSRO + ", App. B", "us-pra",
        {"convention": "dollars", "obligations": [
            _row(f"r{number}", responses, hours, "75", party="authority:central")
            for number, (responses, hours) in enumerate(
                [("4", "16"), ("14", "8"), ("11", "12"), ("31", "8"), ("87", "4")])]},
        printed={"groups.government": "$67,800", "groups.respondents": "$0"},
    ),
    Vector(
        "us-uscg0030-2013-mgmt", _uscg("0030", "2013"), "us-pra",
        {"convention": "unit-cost", "obligations": [_row("a", "320", "0.25", "109")]},
        expect={"a.unit_cost": "27"}, printed={"a.total": "$8,640"},
    ),
    Vector(
        "us-uscg0030-2013-total", _uscg("0030", "2013"), "us-pra",
        {"convention": "dollars", "obligations": [
            _row("management", "320", "0.25", "109", convention="unit-cost"), _row("clerical", "320", "0.25", "51")]},
        printed={"clerical.unit_cost": "$12.75", "clerical.total": "$4,080", "hours": "160", "total": "$12,720"},
    ),
    Vector(
        "us-uscg0049-appeals", _uscg("0049", "2022"), "us-pra",
        {"convention": "dollars", "obligations": [{"id": "a", "population": "2", "activities": [
            {"id": "management", "effort": "8 hour", "wage": "107 USD"},
            {"id": "clerical", "effort": "2 hour", "wage": "32 USD"}]}]},
        printed={"a.hours": "20", "a.total": "$1,840"},
    ),
    Vector(
        "us-uscg0049-wsa", _uscg("0049", "2022"), "us-pra",
        {"convention": "dollars", "obligations": [{"id": "a", "population": "2", "activities": [
            {"id": "management", "effort": "500 hour", "wage": "107 USD"},
            {"id": "clerical", "effort": "0 hour", "wage": "32 USD"}]}]},
        printed={"a.hours": "1,000", "a.total": "$107,000"},
    ),
    Vector(
        "us-uscg0064-2013-recordkeeping", _uscg("0064", "2013") + "; the rate is the quotient of the two printed sums",
        "us-pra",
        {"convention": "dollars", "obligations": [
            {"id": "report", "effort": "10329 hour", "wage": {"of": "1446102 USD", "divided-by": ["10329"]}},
            {"id": "keep", "wage": {"of": "1446102 USD", "divided-by": ["10329"]},
             "activities": [{"id": "a", "effort": "10329 hour", "times": "3%"}]}]},
        printed={"report.total": "$1,446,102", "keep.hours": "310", "keep.total": "$43,383", "hours": "10,639",
                 "total": "$1,489,485"},
    ),
    Vector(
        "us-uscg0074-2022-total", _uscg("0074", "2022"), "us-pra",
        {"convention": "whole-hours", "obligations": [
            *(_row(f"r{number}", "1", hours, "65") for number, hours in enumerate(["1950", "650", "10", "125"])),
            _row("foreign", "2099", "0.1", "65"), _row("exempt", "281", "0.5", "65")]},
        printed={"r0.total": "$126,750", "hours": "3,086", "total": "$200,590"},
    ),
    Vector(
        "us-uscg0101-2022-total", _uscg("0101", "2022"), "us-pra",
        {"convention": "dollars", "obligations": [
            _row("tech", "49", "16", "43"), _row("engineer", "49", "40", "72"), _row("manager", "49", "1", "91"),
            _row("clerk", "49", "1", "32"),
            {"id": "non-labor", "outlays": [{"amount": "65110 USD", "per": "year"}]}]},
        printed={"tech.total": "$33,712", "clerk.total": "$1,568", "columns.labor": "$180,859",
                 "columns.non-labor": "$65,110", "hours": "2,842", "total": "$245,969"},
    ),
    Vector(
        "us-uscg0101-2025-total", _uscg("0101", "2025"), "us-pra",
        {"convention": "dollars", "obligations": [
            _row("tech", "57", "16", "48"), _row("engineer", "57", "40", "78"), _row("manager", "57", "1", "93"),
            _row("clerk", "57", "1", "35"),
            {"id": "non-labor", "outlays": [{"amount": "82409 USD", "per": "year"}]}]},
        printed={"clerk.total": "$1,995", "columns.labor": "$228,912", "hours": "3,306", "total": "$311,321"},
    ),
    Vector(
        "us-aphis-lab-business", "USDA APHIS 79, laboratories (ICR 201403-0579-004), row 1", "us-pra",
        {"convention": "whole-hours",
         "obligations": [{"id": "a", "population": "3", "frequency": "5", "effort": "0.16 hour"}]},
        expect={"a.cases": "15", "a.hours": "2.00"},
    ),
    Vector(
        "us-ed1845-private", "ED, OMB 1845, private institutions", "us-pra",
        {"convention": "whole-hours", "obligations": [
            {"id": "1", "population": "5", "effort": "0.33 hour"},
            {"id": "2", "population": "9", "effort": "0.25 hour"},
            {"id": "3", "population": "1", "effort": "0.75 hour"}]},
        printed={"1.hours": "2", "2.hours": "2", "3.hours": "1", "cases": "15", "hours": "5"},
    ),
    *(
        Vector(
            name, EPA1982, "us-pra",
            {"obligations": [{"id": "a", "population": "12", "activities": [
                {"id": "technical", "effort": f"{hours} hour"},
                {"id": "management", "share-of": {"of": "technical", "share": "0.05"}},
                {"id": "clerical", "share-of": {"of": "technical", "share": "0.10"}}]}]},
            expect={"a.of.technical": technical, "a.of.management": management, "a.of.clerical": clerical},
        )
        for name, hours, technical, management, clerical in (
            ("us-epa1982-hours-fam", "6", "72", "3.6", "7.2"), ("us-epa1982-hours-plan", "20", "240", "12", "24"))
    ),
]  # fmt: skip


def _loaded(name: str, source: str, wage: dict[str, Any], printed: dict[str, str], whole: str | None = None) -> Vector:
    """Make the vector of a loaded wage; ``whole`` is what it is rounded to where the agency rounds to dollars."""
    rows = [{"id": "a", "effort": "1 hour", "wage": wage}]
    if whole is not None:
        rows.append({"id": "whole", "effort": "1 hour", "wage": wage, "convention": "rate-to-the-dollar"})
    return Vector(
        name, source, "us-pra", {"obligations": rows}, printed=printed,
        expect={"whole.rate": whole} if whole is not None else {},
    )  # fmt: skip


def _epa2962(name: str, wage: str, fringe: str, printed: tuple[str, str, str], whole: str) -> Vector:
    chain = {"of": f"{wage} USD", "plus": [f"{fringe} USD"], "times": ["120%"]}
    found = _loaded(name, EPA2962, chain, {"a.step.1": printed[0], "a.rate": printed[2]}, whole)
    overhead = {"sum-of": [f"{wage} USD", f"{fringe} USD"], "times": ["20%"]}
    extra = {"id": "overhead", "effort": "1 hour", "wage": overhead}
    return Vector(
        name, EPA2962, "us-pra", {"obligations": [*found.measure["obligations"], extra]},
        found.expect, {**found.printed, "overhead.rate": printed[1]},
    )  # fmt: skip


WAGES = [
    _loaded("us-epa-2012-mgmt-chain", "EPA (2012), management wage",
            {"mean-of": ["39.54 USD", "38.11 USD"], "times": ["1.5", "1.17"]},
            {"a.step.1": "$38.83", "a.step.2": "$58.24", "a.rate": "$68.14"}),
    _loaded("us-epa2677-loaded-managerial", EPA2677, {"of": "66.36 USD", "times": ["2.1"]}, {"a.rate": "$139.36"}),
    _loaded("us-epa2782-loaded-technical", EPA2782, {"of": "63.45 USD", "times": ["210%"]}, {"a.rate": "$133.25"}),
    _loaded("us-epa2677-gov-loaded-tech", EPA2677, {"of": "30.9 USD", "times": ["160%"]}, {"a.rate": "$49.44"}),
    Vector(
        "us-epa2782-reporting-line", EPA2782, "us-pra",
        {"obligations": [{"id": "a", "population": "3546", "effort": "0.5 hour",
                          "wage": {"of": "33.01 USD", "times": ["210%"]}}]},
        expect={"a.hours": "1773"}, printed={"a.unit_cost": "$34.66", "a.total": "$122,906.13"},
    ),
    _epa2962("us-epa2962-loaded-clerical", "20.39", "9.48", ("$29.87", "$5.97", "$35.84"), "36"),
    _epa2962("us-epa2962-loaded-management", "52.01", "22.93", ("$74.94", "$14.99", "$89.93"), "90"),
    _epa2962("us-epa2962-loaded-technical", "46.57", "23.23", ("$69.80", "$13.96", "$83.76"), "84"),
    *(
        _loaded(f"us-epa2962-gov-{name}", EPA2962, {"of": f"{wage} USD", "times": ["1.6390"]}, {"a.rate": loaded},
                whole)
        for name, wage, loaded, whole in (
            ("cler-gs5-1", "19.01", "$31.16", "31"), ("mgmt-gs13-5", "56.31", "$92.29", "92"),
            ("tech-gs10-10", "41.25", "$67.61", "68"))
    ),
]  # fmt: skip


def _ssa(name: str, people: str, minutes: str, wait: str) -> dict[str, Any]:
    return {"id": name, "party": "citizen", "population": people, "effort": f"{minutes} min", "waiting": f"{wait} min"}


def _ssa_row(name: str, people: str, minutes: str, wait: str, hours: str, cost: str) -> Vector:
    return Vector(
        f"us-ssa-2024-{name}", SSA, "us-pra", {"convention": "ssa", "obligations": [_ssa("a", people, minutes, wait)]},
        printed={"a.of.effort": hours, "a.total": cost},
    )  # fmt: skip


def _taken_over(name: str, people: str, hours: str, cost: str) -> dict[str, Any]:
    """A printed total taken over as it stands: its hours without a price, its cost as a sum."""
    return {
        "id": name, "party": "citizen", "population": people, "wage": "0 USD",
        "activities": [{"id": "a", "effort": f"{hours} hour", "times": f"1/{people}"}],
        "outlays": [{"element": "time", "amount": f"{cost} USD", "per": "year"}],
    }  # fmt: skip


# Minutes of the rows of a total that are not vectors of their own are those that give the printed hours exactly.
SSA_1 = [
    _ssa("paper", "17604", "11", "0"), _ssa("phone", "1679321", "10", "19"), _ssa("office", "51648", "10", "24"),
    _ssa("internet", "1835958", "15", "0"), _ssa("third-party", "81810", "15", "0"),
]  # fmt: skip
SSA_2 = [
    _ssa("paper", "6723", "15", "0"), _ssa("phone", "358225", "14", "19"), _ssa("office", "8227", "14", "24"),
    _ssa("internet", "119129", "15", "0"),
]  # fmt: skip

WAITING = [
    _ssa_row("ssa1-office", "51648", "10", "24", "8,608", "$921,325"),
    _ssa_row("ssa1-paper", "17604", "11", "0", "3,227", "$101,586"),
    _ssa_row("ssa16-phone", "723281", "19", "19", "229,039", "$14,420,295"),
    _ssa_row("ssa16-thirdparty", "561014", "15", "0", "140,254", "$4,415,196"),
    _ssa_row("ssa2-internet", "119129", "15", "0", "29,782", "$937,537"),
    _ssa_row("ssa2-office", "8227", "14", "24", "1,920", "$164,042"),
    Vector(
        "us-ssa-2024-total-ssa2", SSA, "us-pra", {"convention": "ssa", "obligations": SSA_2},
        printed={"cases": "492,304", "paper.of.effort": "1,681", "paper.total": "$52,918", "phone.of.effort": "83,586",
                 "phone.total": "$6,202,316", "total": "$7,356,813"},
    ),
    Vector(
        "us-ssa-2024-grand-total", SSA + "; from the printed group totals, one of which does not add up", "us-pra",
        {"convention": "ssa", "obligations": [
            _taken_over("ssa-1", "3666341", "771165", "41067211"), _taken_over("ssa-2", "492304", "116969", "7356813"),
            _taken_over("ssa-16", "2008976", "555023", "24818800")]},
        printed={"cases": "6,167,621", "hours": "1,443,157", "total": "$73,242,824"},
    ),
]  # fmt: skip

US = [*ROWS, *TOTALS, *WAGES, *WAITING]
