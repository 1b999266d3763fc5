"""Procedure files: read and written they are the same procedure, and what did not change keeps its words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.yaml import read_tree
from procsimplify.files.loading import shipped_procedures
from procsimplify.files.written import rewritten
from procsimplify.files.yaml import read, write
from procsimplify.model import (
    Arm,
    Demand,
    Group,
    Limit,
    Quantity,
    Step,
    Then,
    Trip,
    from_tree,
    map_leaves,
    written_tree,
)
from procsimplify.testing.procedures import procedures

SHIPPED = [path for _, path in shipped_procedures()]

FILE = """\
# A permit, to show every short form.
code: 1.000060   # kept as its text
title: Permit
assume: {provenance: illustrative}
applicants: [citizen, {id: business, share: 20%}]
channels: [in-person, online]
parties:
  # the office
  office: {level: commune, role: receives}
  bank: {kind: third-party}   # pays nothing
  court:
dossier:
# what everybody brings
- {id: form, type: application-form, accepts: original, effort: {likely: 5 min, low: 4, high: 9}}
- one-of:   # either will do
  - {id: card, type: identity-card}
  - {id: passport, type: passport, got-from: {party: bank}}
- if: {vi: có vợ chồng, en: married}
  all:
  - {id: marriage, type: marriage-certificate, copies: 1}
papers: [draft]
results: [permit, {id: no, kind: refusal}]
limits:
- {id: whole, value: {value: 10, unit: day}, covers: [check, decide]}
steps:
- id: submit   # by hand
  kind: submit
  at: office
  takes: dossier
  sets: 2
  trip: {value: 30 min, id: first}
- {id: check, kind: check, who: office, gives: draft, provisions: "98/2024/NĐ-CP Điều 10 khoản 1"}
- id: sort
  kind: appraise
  who: office
  then:
    choice:
    - {to: decide, chance: rest}     # mostly
    - {to: check, chance: 10%, at-most: 2, then: refused}
    - {to: end, outcome: refused, chance: unknown}
- {id: decide, kind: decide, who: office, takes: [draft], gives: permit, then: file}
- {id: file, kind: archive, who: office}   # the last
""".encode()


def test_an_unchanged_file_keeps_its_bytes():
    found = read(FILE, "permit.yaml")
    assert write(found.procedure, found) == FILE
    assert write(from_tree(written_tree(found.procedure)), found) == FILE


def test_a_file_without_an_original_reads_back():
    found = read(FILE).procedure
    assert read(write(found)).procedure == found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_file_reads_back(path):
    found = read(path.read_bytes(), path.name)
    assert found.procedure.code == path.stem
    assert not found.chance_findings()
    assert write(found.procedure, found) == found.source
    assert read(write(found.procedure)).procedure == found.procedure


def changed(found, **fields):
    return write(found.procedure.evolve(**fields), found).decode()


def steps_with(procedure, step_id, **fields):
    return tuple(step.evolve(**fields) if step.id == step_id else step for step in procedure.steps)


def differing(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_one_number_changes_one_line():
    found = read(FILE)
    text = changed(found, steps=steps_with(found.procedure, "submit", sets=8))
    assert differing(FILE.decode(), text) == (["  sets: 2"], ["  sets: 8"])


def test_a_default_that_is_taken_up_is_left_out():
    found = read(FILE)
    text = changed(found, steps=steps_with(found.procedure, "submit", sets=1))
    assert differing(FILE.decode(), text) == (["  sets: 2"], [])


def test_a_default_that_was_written_out_stays():
    assert "copies: 1}" in changed(
        read(FILE), title=read(b"code: x\ntitle: Other\nsteps: [{id: a, kind: wait}]\n").procedure.title
    )


def test_a_step_put_between_changes_where_its_neighbours_lead_in_words_alone():
    found = read(FILE)
    steps = found.procedure.steps
    new = Step(id="stamp", kind="sign", who="office", then=Then(to="file"))
    decide = steps[3].evolve(then=Then(to="stamp"))
    text = changed(found, steps=(*steps[:3], decide, new, steps[4]))
    gone, come = differing(FILE.decode(), text)
    assert gone == ["- {id: decide, kind: decide, who: office, takes: [draft], gives: permit, then: file}"]
    assert come == [
        "- {id: decide, kind: decide, who: office, takes: [draft], gives: permit}",
        "- {id: stamp, kind: sign, who: office}",
    ]


def test_a_step_that_is_passed_over_says_so():
    found = read(FILE)
    steps = found.procedure.steps
    extra = Step(id="extra", kind="wait", who="office", then=Then(to="sort"))
    text = changed(found, steps=(steps[0], steps[1], extra, *steps[2:]))
    assert 'provisions: "98/2024/NĐ-CP Điều 10 khoản 1", then: sort}' in text
    assert "- {id: extra, kind: wait, who: office}" in text


def test_a_group_whose_first_paper_goes_keeps_its_id():
    found = read(FILE)
    dossier = map_leaves(found.procedure.dossier, lambda demand: None if demand.id == "card" else demand)
    text = changed(found, dossier=dossier)
    assert "id: one-of-card" in text
    assert read(text.encode()).procedure.dossier == dossier


def test_comments_stay_where_a_party_goes():
    found = read(FILE)
    text = changed(
        found,
        parties=found.procedure.parties[:1],
        dossier=map_leaves(found.procedure.dossier, lambda demand: demand.evolve(got_from=None)),
    )
    assert "# the office" in text
    assert "bank" not in text
    assert "# A permit" in text


def edits():
    """Changes to any procedure that keep it readable: each takes a procedure and a source of chance."""

    def sets(p, r):
        at = r.randrange(len(p.steps))
        return p.evolve(steps=tuple(s.evolve(sets=r.randint(1, 9)) if i == at else s for i, s in enumerate(p.steps)))

    def effort(p, r):
        given = Quantity.model_validate(r.choice(["5 min", {"value": "1 hour", "low": "0.5", "high": "2"}]))
        at = r.randrange(len(p.steps))
        return p.evolve(steps=tuple(s.evolve(effort=given) if i == at else s for i, s in enumerate(p.steps)))

    def trip(p, r):
        given = Trip(id="t", time=Quantity.model_validate("59 min")) if r.random() < 0.7 else None
        at = r.randrange(len(p.steps))
        return p.evolve(steps=tuple(s.evolve(trip=given) if i == at else s for i, s in enumerate(p.steps)))

    def swap(p, r):
        steps = list(p.steps)
        a, b = r.randrange(len(steps)), r.randrange(len(steps))
        steps[a], steps[b] = steps[b], steps[a]
        return p.evolve(steps=tuple(steps))

    def lead(p, r):
        at = r.randrange(len(p.steps))
        arms = (Arm(to="end", outcome="refused", chance="unknown"), Arm(to=p.steps[0].id, chance="rest"))
        then = r.choice([Then(to=r.choice(p.steps).id), Then(choice=arms), Then(to="end")])
        return p.evolve(steps=tuple(s.evolve(then=then) if i == at else s for i, s in enumerate(p.steps)))

    def add_step(p, r):
        if any(s.id == "new-step" for s in p.steps):
            return p
        at = r.randrange(len(p.steps) + 1)
        new = Step(id="new-step", kind="wait", who="authority", then=Then(to=r.choice(p.steps).id))
        return p.evolve(steps=(*p.steps[:at], new, *p.steps[at:]))

    def copies(p, r):
        names = [d.id for d in p.demands()] or [""]
        name = r.choice(names)
        return p.evolve(
            dossier=map_leaves(
                p.dossier, lambda d: d.evolve(copies=r.randint(0, 3), accepts=("plain-copy",)) if d.id == name else d
            )
        )

    def add_demand(p, r):
        if any(d.id == "new-paper" for d in p.demands()) or p.dossier.all is None:
            return p
        new = Demand(id="new-paper", type="plan")
        node = new if r.random() < 0.5 else Group(if_={"vi": "nếu", "en": "if"}, one_of=(new,))
        at = r.randrange(len(p.dossier.all) + 1)
        return p.evolve(dossier=p.dossier.evolve(all=(*p.dossier.all[:at], node, *p.dossier.all[at:])))

    def limit(p, r):
        new = Limit(id="new-limit", value=Quantity.model_validate("3 working-day"), covers=(r.choice(p.steps).id,))
        return p.evolve(limits=(*(x for x in p.limits if x.id != "new-limit"), new))

    def parties(p, r):
        shuffled = list(p.parties)
        r.shuffle(shuffled)
        return p.evolve(parties=tuple(shuffled))

    return [sets, effort, trip, swap, lead, add_step, copies, add_demand, limit, parties]


SOURCES = [FILE, *(path.read_bytes() for path in SHIPPED)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(range(len(SOURCES))), st.integers(0, 2**32), st.integers(1, 4))
def test_a_changed_procedure_written_into_its_file_reads_as_itself(which, seed, number):
    found = read(SOURCES[which])
    chance, after = random.Random(seed), found.procedure
    for _ in range(number):
        after = chance.choice(edits())(after, chance)
    tree = rewritten(found.tree, found.procedure, after)
    assert from_tree(tree) == after, "the tree to write says something else"
    written = write(after, found)
    assert read(written).procedure == after
    again = read(written)
    assert write(after, again) == written


def test_a_changed_file_keeps_its_first_comment():
    found = read(FILE)
    for seed in range(60):
        chance = random.Random(seed)
        edit = chance.choice(edits()[:-1])
        assert b"# A permit, to show every short form." in write(edit(found.procedure, chance), found)


def test_the_tree_is_read_with_every_scalar_as_its_text():
    assert read(FILE).tree == read_tree(FILE, "x").tree
    assert read(FILE).procedure.code == "1.000060"


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_any_procedure_written_reads_as_itself(procedure):
    written = write(procedure)
    found = read(written)
    assert found.procedure == procedure
    assert write(procedure, found) == written


@settings(max_examples=40, deadline=None)
@given(procedures(), st.integers(0, 2**32))
def test_any_procedure_changed_and_written_into_its_file_reads_as_itself(procedure, seed):
    found = read(b"# said by its author\n" + write(procedure))
    chance = random.Random(seed)
    after = chance.choice(edits())(chance.choice(edits())(procedure, chance), chance)
    written = write(after, found)
    assert read(written).procedure == after
