"""Published German figures: papers of the Bundestag, the Leitfaden, a reckoning of the BSI."""

from measure_checks import Vector

STARK = "BT-Drs. 20/10247, Begründung 4"
DGG = "BT-Drs. 21/3544, Begründung 4 c)"
PAX = "BT-Drs. 21/6129, Begründung 4"
LEITFADEN = "Leitfaden, Lohnkostentabelle Verwaltung 2025, 1 MAK = 200 Tage × 8 Stunden"

POSTS = [
    ("de-mak-2025-bund-einfacher_und_mittlerer", "federal", "lower-middle", "54 080"),
    ("de-mak-2025-bund-gehobener", "federal", "upper", "64 640"),
    ("de-mak-2025-bund-hoeherer", "federal", "higher", "108 160"),
    ("de-mak-2025-durchschnitt-gehobener", "average", "upper", "68 640"),
    ("de-mak-2025-kommunen-durchschnitt", "municipal", "average", "65 120"),
    ("de-mak-2025-kommunen-gehobener", "municipal", "upper", "67 520"),
    ("de-mak-2025-laender-einfacher_und_mittlerer", "state", "lower-middle", "48 800"),
    ("de-mak-2025-laender-hoeherer", "state", "higher", "110 880"),
    ("de-mak-2025-sozialversicherung-durchschnitt", "social-insurance", "average", "76 960"),
    ("de-mak-2025-sozialversicherung-gehobener", "social-insurance", "upper", "74 080"),
]

VECTORS = [
    Vector(
        "de-btd-20-10247-fallzahl", STARK + " a) Vorgabe 1", "de",
        {"obligations": [{"id": "v1", "party": "citizen", "effort": "-275 min",
                          "population": {"of": "7200", "times": ["10", "5%", "25%"]}}]},
        printed={"v1.count.2": "3 600", "v1.cases": "900"},
    ),
    Vector(
        "de-btd-20-10247-buerger-v1", STARK + " a) Vorgabe 1", "de",
        {"obligations": [{"id": "v1", "party": "citizen", "effort": "-275 min", "outlay": "-199 EUR",
                          "population": {"of": "7200", "times": ["10", "5%", "25%"]}}]},
        printed={"v1.hours": "-4 125", "v1.cell.material": "-179", "v1.total": "-179"},
    ),
    Vector(
        "de-btd-20-10247-bund-v1", STARK + " c) Vorgabe 1", "de",
        {"obligations": [{"id": "v1", "party": "authority:central", "population": "600", "effort": "-202 min",
                          "wage": "70.5 EUR", "outlay": "-143 EUR"}]},
        printed={"v1.cell.personnel": "-142", "v1.cell.material": "-86", "v1.total": "-228"},
    ),
    Vector(
        "de-btd-20-10247-bund-v2-einmalig", STARK + " c) Vorgabe 2", "de",
        {"convention": "euro",
         "obligations": [{"id": "v2", "party": "authority:central", "once": "yes", "effort": "150 person-day",
                          "wage": "46.50 EUR", "outlay": "50000 EUR"}]},
        printed={"one-off:v2.hours": "1 200", "one-off:v2.cell.personnel": "55 800", "one-off:v2.total": "105 800"},
    ),
    Vector(
        "de-btd-21-3544-3.2", DGG + " lfd. Nr. 3.2", "de",
        {"obligations": [{
            "id": "v3-2", "party": "authority:central",
            "activities": [{"id": "hd", "posts": "36.85", "wage": {"sector": "federal", "level": "higher"}},
                           {"id": "gd", "posts": "13.15", "wage": {"sector": "federal", "level": "upper"}}],
            "outlays": [{"amount": "2422500 EUR", "per": "year"}]}]},
        printed={"v3-2.cell.personnel": "4 836", "v3-2.cell.material": "2 423", "v3-2.total": "7 259",
                 "total": "7 259"},
    ),
    Vector(
        "de-btd-21-3544-sum", DGG + " Summe", "de",
        {"obligations": [
            {"id": "v3-1", "party": "authority:central", "outlays": [
                {"id": "p", "element": "time", "amount": "562000 EUR", "per": "year"},
                {"id": "s", "amount": "175000 EUR", "per": "year"}]},
            {"id": "v3-2", "party": "authority:central",
             "activities": [{"id": "hd", "posts": "36.85", "wage": "67.60 EUR"},
                            {"id": "gd", "posts": "13.15", "wage": "40.40 EUR"}],
             "outlays": [{"amount": "2422500 EUR", "per": "year"}]},
            {"id": "e1", "party": "authority:central", "once": "yes", "outlay": "550000 EUR"},
            {"id": "e2", "party": "authority:central", "once": "yes", "outlay": "16005300 EUR"}]},
        printed={"v3-1.total": "737", "columns.personnel": "5 398", "columns.material": "2 598", "total": "7 996",
                 "groups.administration": "7 996", "one-off:total": "16 555"},
    ),
    Vector(
        "de-btd-21-6129-fallzahl", PAX + ".1.1", "de",
        {"convention": "cases-in-millions", "obligations": [
            {"id": "private", "party": "citizen", "effort": "-1 min",
             "population": {"mean-of": ["99000000", "105000000"], "times": ["0.8", "0.8"]}},
            {"id": "business", "effort": "-1 min",
             "population": {"mean-of": ["99000000", "105000000"], "times": ["0.8", "0.2"]}}]},
        printed={"private.count.1": "102", "private.count.2": "81,6", "private.cases": "65,28",
                 "business.cases": "16,32"},
    ),
    Vector(
        "de-btd-21-6129-4.2.3", PAX + ".2.3", "de",
        {"obligations": [{"id": "v4", "category": "information-obligation", "population": "16320000",
                          "effort": "-1 min", "wage": {"sector": "A-S", "level": "average"}}]},
        printed={"v4.cases": "16 320 000", "v4.rate": "38,60", "v4.unit_cost": "-0,6",
                 "v4.cell.personnel": "-10 499"},
    ),
    Vector(
        "de-bsi-lichtbild-verwaltung", "BSI, Lichtbild, 5.1: 9 minutes become 6 for 30 % of cases", "de",
        {"convention": "cent", "obligations": [
            {"id": "v", "party": "authority", "wage": {"of": "4947.50 EUR", "times": ["60/9"]}, "uptake": "30%",
             "before": {"effort": "9 min"}, "after": {"effort": "6 min"}}]},
        printed={"before:total": "4.947,50 €", "after:total": "4.452,75 €", "total": "-494,75 €"},
    ),
    *(
        Vector(
            name, LEITFADEN, "de",
            {"convention": "euro", "obligations": [
                {"id": "post", "party": "authority", "posts": "1", "wage": {"sector": row, "level": column}}]},
            printed={"post.total": text},
        )
        for name, row, column, text in POSTS
    ),
]  # fmt: skip
