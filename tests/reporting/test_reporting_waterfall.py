"""The picture of a saving: well-formed, whole for a reader who sees no bars, safe with any text, bars that add up."""

import re
from decimal import Decimal
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

import pytest

from procsimplify.base.errors import UsageError
from procsimplify.base.text import Language
from procsimplify.costing import cost
from procsimplify.model import read_procedure
from procsimplify.reporting.waterfall import png, waterfall
from procsimplify.reporting.words import names_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert("x")</script> & \x1b[31m\u202e'


def tree(effort: str, outlay: str, look_up: str, title: str = "x") -> dict[str, Any]:
    costs = [{"id": "stamp", "amount": outlay, "element": "service"}]
    return {
        "code": "1.000001",
        "title": {"vi": title, "en": title},
        "as-of": "2026-07-01",
        "parties": {"office": {"level": "commune"}, "notary": {"kind": "third-party", "title": "Văn phòng công chứng"}},
        "steps": [
            {"id": "submit", "kind": "submit", "effort": effort, "costs": costs},
            {"id": "check", "kind": "check", "who": "office", "costs": [{"id": "post", "amount": look_up}]},
            {"id": "witness", "kind": "certify", "who": "notary", "costs": [{"id": "paper", "amount": "500 VND"}]},
        ],
    }


def drawn(lang: Language, first: dict[str, Any], then: dict[str, Any]) -> str:
    before, after = read_procedure(first), read_procedure(then)
    one, other = cost(before).to_json(), cost(after).to_json()
    return waterfall(one, one, other, names_of(before, lang))


BEFORE, AFTER = tree("60 min", "20000 VND", "1000 VND"), tree("30 min", "26000 VND", "4000 VND")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_who_sees_no_bars_is_told_every_amount(lang: Language):
    picture = ElementTree.fromstring(drawn(lang, BEFORE, AFTER))
    told = picture.findtext(f"{SVG}desc") or ""
    shown = [node.text or "" for node in picture.iter(f"{SVG}text") if "v" in (node.get("class") or "").split()]
    assert len(shown) == 8
    assert all(value in told for value in shown)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "name told"
    assert (picture.findtext(f"{SVG}title") or "").endswith("1.000001 x")
    assert "−29.711 đ" in told if lang == "vi" else "−29,711 đ" in told


def test_the_changes_lead_from_before_to_after():
    shown = re.findall(r'class="v[^"]*"[^>]*>([^<]*)<', drawn("en", BEFORE, AFTER))
    amounts = [Decimal(text.replace(",", "").replace("−", "-").removesuffix(" đ")) for text in shown]
    by_element, by_party = amounts[:4], amounts[4:]
    # 59,422 + 20,000, then −29,711 of time and +6,000 of service; with 1,500 of others at first, then 4,500.
    assert by_element == [79_422, -29_711, 6_000, 55_711]
    assert by_party == [80_922, -23_711, 3_000, 60_211]
    assert by_element[0] + sum(by_element[1:-1]) == by_element[-1]


def test_bars_begin_where_the_one_before_ended():
    picture = ElementTree.fromstring(drawn("en", BEFORE, AFTER))
    bars = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("class")][:4]
    ends = [(float(bar.get("x", "0")), float(bar.get("width", "0"))) for bar in bars]
    assert [bar.get("class") for bar in bars] == ["total", "less", "more", "total"]
    assert ends[0][0] + ends[0][1] == pytest.approx(sum(ends[1]), abs=0.2)  # the saving hangs from the total
    assert ends[1][0] == pytest.approx(ends[2][0], abs=0.2)  # the rise stands where the saving came to
    assert sum(ends[2]) == pytest.approx(sum(ends[3]), abs=0.2)


def test_no_text_of_a_procedure_becomes_markup():
    picture = drawn("vi", tree("60 min", "1 VND", "1 VND", HOSTILE), AFTER)
    parsed = ElementTree.fromstring(picture)
    assert not [node for node in parsed.iter() if node.tag.endswith("script")]
    assert "\x1b" not in picture
    assert "\u202e" not in picture
    assert 'alert("x")' in "".join(parsed.itertext())


def test_it_takes_nothing_from_elsewhere():
    picture = drawn("vi", BEFORE, AFTER)
    assert re.findall(r"https?://[^\"' ]+", picture) == ["http://www.w3.org/2000/svg"]
    assert "href" not in picture
    assert picture == drawn("vi", BEFORE, AFTER)


def test_nothing_changed_says_so():
    assert "không thay đổi" in drawn("vi", BEFORE, BEFORE)


def test_a_total_that_is_not_whole_says_at_least():
    first = tree("60 min", "1 VND", "1 VND")
    first["fees"] = [{"id": "open", "set-by": "council"}]
    assert "at least" in drawn("en", first, AFTER)


def test_long_names_stay_in_their_column():
    listed = drawn("vi", BEFORE, AFTER | {"steps": BEFORE["steps"][:1]})
    labels = [node.text or "" for node in ElementTree.fromstring(listed).iter(f"{SVG}text") if node.get("class") == "l"]
    assert labels
    assert max(map(len, labels)) <= 30


def test_png_is_a_picture_or_names_the_extra():
    if find_spec("vl_convert") is not None:
        assert png(drawn("vi", BEFORE, AFTER)).startswith(b"\x89PNG")
        return
    with pytest.raises(UsageError) as caught:
        png(drawn("vi", BEFORE, AFTER))
    assert "procsimplify[pictures]" in caught.value.findings[0].mend("en")
