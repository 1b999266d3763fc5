"""Published Austrian and Australian figures: annexes and handbook of the WFA; framework and calculator of the OIA."""

from measure_checks import Vector

VKV = "WFA-Verwaltungskosten-Verordnung, Anlage 3"
OEKO = "WFA handbook (yumpu.com 19853447), Ökoprämie, IVP 2"
ROAD = "WFA handbook (yumpu.com 19853447), Verkehrssicherheit"
RBM = "OIA, Regulatory Burden Measurement Framework, July 2026"
CALC = "OIA, Regulatory Burden Estimate calculator, July 2026, sheet 5"
CLASSES = ["75", "53", "46", "37", "36", "25", "20"]

ROAD_SAFETY = {
    "convention": "thousands", "price-year": "2010", "start": "2010-01-01",
    "obligations": [{"id": "road", "party": "authority:central", "posts": "0.5",
                     "wage": {"rate": "58518 EUR", "per": "post"},
                     "outlays": [{"id": "other", "element": "other", "amount": "50000 EUR", "per": "year"}]}],
}  # fmt: skip


def _road(year: int, *texts: str) -> dict[str, str]:
    names = ("road.cell.personnel", "road.cell.overhead", "road.cell.other", "road.total")
    return {f"{year}:{name}": text for name, text in zip(names, texts, strict=True)}


AT = [
    Vector(
        "at-durchschnittsstundensatz", VKV, "at",
        {"obligations": [{"id": "a", "effort": "60 min", "wage": {"mean-of": [f"{rate} EUR" for rate in CLASSES]}}]},
        printed={"a.rate": "42"},
    ),
    Vector(
        "at-oekopraemie-ivp2-taetigkeit-1", OEKO, "at",
        {"obligations": [{"id": "ivp2", "population": "30000", "effort": "15 min", "business-as-usual": "0%",
                          "wage": {"sector": "class-4", "level": "rate"}}]},
        printed={"ivp2.time": "00:15", "ivp2.rate": "37", "ivp2.cases": "30.000", "ivp2.cost": "277.500",
                 "ivp2.total": "277.500"},
    ),
    Vector(
        "at-oekopraemie-ivp2-sum", OEKO, "at",
        {"obligations": [{"id": "ivp2", "population": "30000", "business-as-usual": "0%", "wage": "37 EUR",
                          "activities": [{"id": "1", "effort": "15 min"}, {"id": "2", "effort": "15 min"}]}]},
        printed={"ivp2.time": "00:30", "ivp2.cost": "555.000", "ivp2.total": "555.000"},
    ),
    Vector("at-verkehrssicherheit-2010", ROAD, "at", ROAD_SAFETY, printed=_road(1, "29,26", "10,24", "50,00", "89,50")),
    Vector("at-verkehrssicherheit-2012", ROAD, "at", ROAD_SAFETY, printed=_road(3, "30,44", "10,65", "50,00", "91,10")),
    Vector("at-verkehrssicherheit-2014", ROAD, "at", ROAD_SAFETY, printed=_road(5, "31,67", "11,08", "50,00", "92,76")),
]  # fmt: skip

AU = [
    Vector(
        "au-rbm-work-rate-2026", RBM + ", p. 12", "au-rbm",
        {"obligations": [{"id": "a", "effort": "1 hour"}]},
        expect={"a.rate": "91.54"},
    ),
    Vector(
        "au-rbm-leisure-rate-2026", RBM + ", p. 13", "au-rbm",
        {"obligations": [{"id": "a", "party": "citizen", "effort": "1 hour"}]},
        expect={"a.rate": "41"},
    ),
    Vector(
        "au-rbm-leisure-rate-2024", "a method page that quotes the rates of 2024", "au-rbm",
        {"obligations": [{"id": "a", "party": "citizen", "effort": "1 hour"}, {"id": "b", "effort": "1 hour"}]},
        expect={"a.rate": "37", "b.rate": "85.17"}, as_of="2024-06-30",
    ),
    Vector(
        "au-rbm-deregulatory-table", RBM + ", p. 11", "au-rbm",
        {"obligations": [{"id": "a", "outlays": [{"amount": "-400000 AUD", "per": "year"}]}]},
        printed={"groups.business": "($0.4)", "groups.community": "$0", "groups.individuals": "$0", "total": "($0.4)"},
    ),
    Vector(
        "au-calc-example-D", CALC + ", example D", "au-rbm",
        {"convention": "calculator", "obligations": [
            {"id": "buy", "population": "30000", "once": "yes", "outlay": "800 AUD"},
            {"id": "set-up", "population": "30000", "once": "yes", "effort": "2 hour"},
            {"id": "go-on", "population": "30000", "from-year": "2", "effort": "1 hour"}]},
        printed={"over-years": "$54.21m", "total": "$5.42m"},
    ),
    Vector(
        "au-calc-example-C", CALC + ", example C (stated without its sign: it is a saving)", "au-rbm",
        {"convention": "calculator", "obligations": [
            {"id": "approval", "population": "9",
             "before": {"delay": {"approval": "35 day", "value": "13800 AUD"}},
             "after": {"delay": {"approval": "19 day", "value": "13800 AUD"}}}]},
        printed={"over-years": "($19.87m)", "total": "($1.99m)"},
    ),
    Vector(
        "au-rbm-delay-ready-0", RBM + ", p. 10; the value of a month is illustrative", "au-rbm",
        {"convention": "calculator", "obligations": [
            {"id": "a", "delay": {"approval": "6 month", "ready": "0 month", "value": "1000000 AUD"}}]},
        printed={"total": "$6.00m"},
    ),
]  # fmt: skip
