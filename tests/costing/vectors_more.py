"""More published figures: whole tables of papers of the Bundestag, the Australian calculator's examples, Austria."""

from typing import Any

from measure_checks import Vector

PAX = {"mean-of": ["99000000", "105000000"], "times": ["0.8"]}
AVERAGE = {"sector": "A-S", "level": "average"}
AIRPORT: dict[str, Any] = {
    "obligations": [
        {"id": "4.1.1", "party": "citizen", "population": {**PAX, "times": ["0.8", "0.8"]}, "effort": "-1 min"},
        {"id": "4.2.1", "once": "yes", "effort": "96000 min", "wage": {"sector": "J", "level": "average"},
         "outlay": "800000 EUR"},
        {"id": "4.2.2", "category": "information-obligation", "population": PAX, "effort": "-1 min", "wage": AVERAGE},
        {"id": "4.2.3", "category": "information-obligation", "population": {**PAX, "times": ["0.8", "0.2"]},
         "effort": "-1 min", "wage": AVERAGE},
    ]
}  # fmt: skip


def staff(higher: str, upper: str) -> list[dict[str, Any]]:
    return [{"id": "hd", "posts": higher, "wage": {"sector": "federal", "level": "higher"}},
            {"id": "gd", "posts": upper, "wage": {"sector": "federal", "level": "upper"}}]  # fmt: skip


def offices(once: bool) -> dict[str, Any]:
    """Give the two obligations of the data-governance paper: their yearly side or what comes once."""
    yearly = {"3.1": (staff("4", "2"), "175000 EUR"), "3.2": (staff("36.85", "13.15"), "2422500 EUR")}
    single = {"3.1": "550000 EUR", "3.2": "16005300 EUR"}
    common: dict[str, Any] = {"party": "authority:central", "category": "substantive"}
    if once:
        return {"obligations": [{"id": name, "once": "yes", "outlays": [{"amount": amount, "per": "year"}], **common}
                                for name, amount in single.items()]}  # fmt: skip
    return {"obligations": [{"id": name, "activities": posts, "outlays": [{"amount": amount, "per": "year"}], **common}
                            for name, (posts, amount) in yearly.items()]}  # fmt: skip


GERMANY = [
    Vector("de-btd-21-6129-whole", "BT-Drs. 21/6129, Begründung 4.1 und 4.2", "de", AIRPORT, printed={
        "4.1.1.hours": "-1 088 000", "4.2.2.total": "-52 496", "4.2.3.total": "-10 499",
        "groups.business": "-62 995", "groups.citizens": "0", "groups.administration": "0",
        "categories.business.information-obligation": "-62 995",
        "one-off:4.2.1.cell.personnel": "84", "one-off:4.2.1.cell.material": "800", "one-off:groups.business": "884",
    }),
    Vector("de-btd-21-6129-4.2.1", "BT-Drs. 21/6129, Begründung 4.2.1", "de",
           {"convention": "cent", "obligations": [AIRPORT["obligations"][1]]}, printed={
        "one-off:4.2.1.hours": "1.600,00", "one-off:4.2.1.rate": "52,80 €", "one-off:4.2.1.total": "884.480,00 €"}),
    Vector("de-btd-21-3544-whole", "BT-Drs. 21/3544, Begründung 4 c) und E.3", "de", offices(once=False), printed={
        "3.1.cell.personnel": "562", "3.1.cell.material": "175", "3.1.total": "737", "3.2.total": "7 259",
        "total": "7 996", "columns.personnel": "5 398", "columns.material": "2 598",
        "groups.administration": "7 996"}),
    Vector("de-btd-21-3544-once", "BT-Drs. 21/3544, Begründung 4 c)", "de", offices(once=True), printed={
        "one-off:3.1.total": "550", "one-off:3.2.total": "16 005", "one-off:total": "16 555"}),
    Vector("de-btd-20-10247-whole", "BT-Drs. 20/10247, E.1 und E.3", "de", {"obligations": [
        {"id": "citizens", "party": "citizen", "population": {"of": "7200", "times": ["10", "5%", "25%"]},
         "effort": "-275 min", "outlay": "-199 EUR"},
        {"id": "federation", "party": "authority:central", "population": "600", "effort": "-202 min",
         "wage": "70.5 EUR", "outlay": "-143 EUR"}]},
        printed={"citizens.hours": "-4 125", "groups.citizens": "-179", "groups.administration": "-228"}),
]  # fmt: skip

CALCULATOR = "OIA, Regulatory Burden Estimate calculator, July 2026, sheet 5, stated answers (read in a review)"
AUSTRALIA = [
    Vector("au-calc-example-A", CALCULATOR + ", example A", "au-rbm", {"convention": "calculator", "obligations": [
        {"id": "a", "population": "110", "effort": "22 hour", "wage": "150 AUD"}]},
        printed={"over-years": "$3.63m"}),
    Vector("au-calc-example-B", CALCULATOR + ", example B", "au-rbm", {"convention": "calculator", "obligations": [
        {"id": "course", "population": "15000", "effort": "4 hour", "once": "yes"},
        {"id": "refresher", "population": "15000", "frequency": "every 3 years", "effort": "1 hour",
         "from-year": "2"}]},
        printed={"over-years": "$9.61m"}),
    Vector("au-rbm-jurisdictions", "OIA, RBM framework, July 2026, page 6", "au-rbm", {"obligations": [
        {"id": "commonwealth", "origin": "commonwealth", "outlays": [{"amount": "-10000000 AUD", "per": "year"}]},
        {"id": "states", "origin": "states", "outlays": [{"amount": "2000000 AUD", "per": "year"}]}]},
        printed={"total": "($8.0)", "origins.business.commonwealth": "($10.0)", "origins.business.states": "$2.0"}),
    Vector("au-rbm-every-two-years", "OIA, RBM framework, July 2026, pages 6 and 8: ten years summed, over ten",
           "au-rbm", {"convention": "calculator", "obligations": [
               {"id": "a", "population": "1000", "frequency": "every 2 years",
                "outlay": "1000 AUD"}]}, printed={"total": "$0.50m"}),
]  # fmt: skip

COLD = {
    "2023": ("-667476", "-211770", "-120810", "-1.000.056"),
    "2024": ("-1713059", "-543543", "-310079", "-2.566.681"),
    "2025": ("-2625185", "-832962", "-475186", "-3.933.333"),
    "2026": ("-3337100", "-1058850", "-604050", "-5.000.000"),
}
LEVELS = ("authority:central", "authority:province", "authority:commune")
AUSTRIA = [
    Vector("at-quickscan-citizens", "Handbuch WFA, yumpu.com 19853447, page 205: quick scan for citizens", "at",
           {"obligations": [{"id": "form", "party": "citizen", "population": "15000", "effort": "15 min",
                             "outlay": "10 EUR"}]},
           printed={"form.hours": "3.750", "form.total": "150.000", "groups.citizens": "150.000"}),
    Vector("at-five-year-table", "Vorblatt, kalte Progression (RIS, Begut): Nettofinanzierung in Tsd. €", "at",
           {"convention": "whole-thousands", "start": "2022-01-01", "obligations": [
               {"id": f"{level.split(':')[1]}-{year}", "party": level, "from-year": str(int(year) - 2021),
                "to-year": str(int(year) - 2021), "outlays": [{"amount": f"{amounts[place]}000 EUR", "per": "year"}]}
               for year, amounts in COLD.items() for place, level in enumerate(LEVELS)]},
           printed={f"{int(year) - 2021}:groups.public": amounts[3] for year, amounts in COLD.items()}
           | {"1:groups.public": "0"}),
]  # fmt: skip

MORE = [*GERMANY, *AUSTRALIA, *AUSTRIA]
