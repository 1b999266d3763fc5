"""Sample procedures for the edits, and for each reason to refuse an edit with a procedure that gives it."""

from procsimplify.model import read_procedure
from procsimplify.rewrite import apply_one, read_edit

DOSSIER = [
    {"id": "request", "type": "application-form", "accepts": "original", "effort": "5 min"},
    {"id": "diploma", "type": "diploma", "accepts": "certified-copy", "copies": "3", "proves": "trained"},
    {"id": "licence", "type": "existing-licence", "role": "surrendered"},
    {"id": "tax", "type": "tax-document", "issuer": "tax-office", "effort": "30 min", "copies": "2"},
    {"one-of": [{"id": "lease", "type": "contract"}, {"id": "deed", "type": "land-use-right"}]},
]
STEPS = [
    {"id": "fetch", "kind": "prepare", "gives": "tax", "effort": "20 min"},
    {"id": "apply", "kind": "submit", "at": "office", "takes": "dossier", "sets": "4", "effort": "5 min",
     "trip": {"standard": "de-way-state"}},
    {"id": "receive", "kind": "receive", "who": "office", "takes": "dossier", "gives": "slip", "effort": "10 min"},
    {"id": "check", "kind": "check", "who": "office", "takes": ["dossier", "slip"], "effort": "1 hour",
     "wait": "2 day", "limit": "3 day",
     "controls": [{"id": "fit", "protects": "clients", "provisions": "1/2020/NĐ-CP Đ.3"}],
     "then": {"choice": [{"to": "ask", "chance": "0.8"}, {"to": "end", "outcome": "refused", "chance": "rest"}]}},
    {"id": "ask", "kind": "consult", "who": "police", "gives": "opinion", "limit": "15 day"},
    {"id": "decide", "kind": "decide", "who": "office", "takes": "opinion", "gives": "permit", "limit": "1 month"},
]  # fmt: skip
PARTIES = {
    "office": {"level": "province", "body": "finance"},
    "tax-office": {"level": "province", "body": "finance"},
    "police": {"level": "province"},
    "council": {"level": "province", "collegial": "true"},
    "commune": {"level": "commune"},
    "notary": {"kind": "third-party"},
    "nowhere": {},
}


def permit(steps=None, dossier=None, **more):
    tree = {
        "code": "1", "title": "Permit", "as-of": "2026-07-01", "parties": PARTIES,
        "conditions": [{"id": "trained", "text": "Trained", "checked-at": "check"}],
        "dossier": DOSSIER if dossier is None else dossier, "papers": ["slip", "opinion"], "results": ["permit"],
        "limits": [{"id": "whole", "value": "30 day", "covers": ["receive", "check", "decide"]}],
        "fees": [{"id": "fee", "amount": "10000 VND", "step": "receive"}],
        "steps": STEPS if steps is None else steps,
    }  # fmt: skip
    return read_procedure(tree | more)


def changed(step_id, **more):
    return [step | more if step["id"] == step_id else step for step in STEPS]


def demand(demand_id, **more):
    return [item | more if item.get("id") == demand_id else item for item in DOSSIER]


def edit(kind, **fields):
    return read_edit({"edit": kind} | {key.replace("_", "-"): value for key, value in fields.items()})


def held(register=None, **more):
    """A permit that asks for a paper of a register that is ready."""
    more = {key.replace("_", "-"): value for key, value in more.items()}
    paper = {"id": "birth", "type": "birth-certificate", "effort": "40 min"} | more
    civil = {"types": "birth-certificate", "status": "published-ready", "look-up": "5 min"} | (register or {})
    parties = PARTIES | {"embassy": {"foreign": "true"}}
    return permit(dossier=[*DOSSIER, paper], registers={"civil": civil}, parties=parties)


def at_work(**more):
    """A permit with two steps of one desk in a row, the second as given."""
    note = {"id": "note", "kind": "register", "who": "office", "gives": "slip"}
    return permit([*STEPS[:2], {"id": "start", "kind": "receive", "who": "office"}, note,
                   {"id": "stamp", "kind": "sign", "who": "office"} | more, STEPS[5] | {"takes": []}],
                  dossier=demand("diploma", proves=[]), conditions=[], limits=[], fees=[])  # fmt: skip


def forwarded(dossier=None, **more):
    """A permit that the office sends on to the police."""
    send = {"id": "send", "kind": "forward", "who": "office", "takes": "dossier"} | more
    fetch = {"id": "collect", "kind": "collect", "at": "police", "trip": {"standard": "de-way-state"}}
    return permit([*STEPS[:3], send, STEPS[4], STEPS[5] | {"who": "police"}, fetch],
                  dossier=dossier or demand("diploma", proves=[]), conditions=[], limits=[], fees=[])  # fmt: skip


PER = {"receive": "case", "check": "item"}
REFUSALS = [
    ("no-such-step", edit("remove-step", step="nothing"), permit()),
    ("makes-the-result", edit("remove-step", step="decide"), permit()),
    ("hands-the-dossier-in", edit("remove-step", step="apply"), permit()),
    ("checks-a-condition", edit("remove-step", step="check", arm="ask"), permit()),
    ("which-arm", edit("remove-step", step="check"), permit(conditions=[], dossier=demand("diploma", proves=[]))),
    ("step-does-not-choose", edit("remove-step", step="receive", arm="ask"), permit()),
    ("step-branches", edit("remove-step", step="receive"),
     permit(changed("receive", then={"all": ["check", "ask"]}))),
    ("nothing-left", edit("remove-step", step="look"), permit([{"id": "look", "kind": "check", "who": "office"}],
     limits=[], fees=[], conditions=[], dossier=[], results=[])),
    ("branch-left-empty", edit("remove-step", step="ask"), permit([
        {"id": "start", "kind": "submit", "then": {"all": ["ask", "look"]}},
        {"id": "ask", "kind": "consult", "then": "end"}, {"id": "look", "kind": "check", "then": "end"}],
        limits=[], fees=[], conditions=[], dossier=[], results=[])),
    ("merged-since", edit("remove-step", step="receive"),
     apply_one(permit(), edit("merge-steps", steps=["receive", "check"]))),
    ("not-one-after-the-other", edit("merge-steps", steps=["fetch", "receive"]), permit()),
    ("not-one-after-the-other", edit("merge-steps", steps=["check", "ask"]), permit()),
    ("not-one-after-the-other", edit("merge-steps", steps=["receive", "check"]),
     permit(changed("decide", then={"choice": [{"to": "check", "chance": "0.1"},
                                              {"to": "end", "outcome": "granted", "chance": "rest"}]}))),
    ("not-at-one-desk", edit("merge-steps", steps=["ask", "decide"]), permit()),
    ("not-at-one-desk", edit("merge-steps", steps=["receive", "check"]), permit(changed("check", desk="back"))),
    ("not-at-one-desk", edit("merge-steps", steps=["fetch", "apply"]), permit()),
    ("other-variants", edit("merge-steps", steps=["receive", "check"]),
     permit(changed("receive", cases=["first"]), cases=["first", "again"])),
    ("happens-sometimes", edit("merge-steps", steps=["receive", "check"]), permit(changed("receive", chance="0.5"))),
    ("silence-of-one", edit("merge-steps", steps=["ask", "decide"]),
     permit([*changed("decide", who="police")[:4], STEPS[4] | {"tacit": {"after": "15 day"}},
             STEPS[5] | {"who": "police"}])),
    ("units-differ", edit("merge-steps", steps=["ask", "decide"]), permit(changed("decide", who="police"))),
    ("units-differ", edit("merge-steps", steps=["receive", "check"]),
     permit(changed("receive", limit="3 working-day"))),
    ("limit-of-one-alone", edit("merge-steps", steps=["receive", "check"]),
     permit(limits=[{"id": "whole", "value": "3 day", "covers": "receive", "excludes": "check"}])),
    ("keeps-what-the-first-makes", edit("merge-steps", steps=["receive", "check"]),
     permit(changed("check", keeps="slip"))),
    ("completion-at-both", edit("merge-steps", steps=["receive", "check"]),
     permit([step | {"supplement": {}} if step["id"] in ("receive", "check") else step for step in STEPS])),
    ("merged-already", edit("merge-steps", steps=["receive", "check"]),
     apply_one(permit(), edit("merge-steps", steps=["receive", "check"]))),
    ("merged-id-taken", edit("merge-steps", steps=["receive", "check"]),
     permit([*STEPS[:5], STEPS[5] | {"then": "check+receive"},
             {"id": "check+receive", "kind": "archive", "who": "office"}])),
    ("costs-differ", edit("merge-steps", steps=["receive", "check"]),
     permit([step | {"costs": [{"id": "stamp", "amount": "1000 VND", "per": PER[step["id"]]}]}
             if step["id"] in PER else step for step in STEPS])),
    ("same-id-differs", edit("merge-steps", steps=["receive", "check"]),
     permit(changed("receive", controls=[{"id": "fit", "protects": "others"}]))),
    ("no-such-document", edit("remove-document", document="nothing"), permit()),
    ("object-or-surrendered", edit("remove-document", document="licence"), permit()),
    ("object-or-surrendered", edit("remove-document", document="tax"), permit(changed("check", keeps="tax"))),
    ("proves-a-condition", edit("remove-document", document="diploma"), permit()),
    ("proves-a-condition", edit("remove-document", document="diploma"), permit(dossier=[
        *DOSSIER, {"if": "now and then", "all": [{"id": "school", "type": "diploma", "proves": "trained"}]}])),
    ("no-such-substitute", edit("remove-document", document="diploma", substitute="diploma"), permit()),
    ("not-fewer", edit("reduce-copies", step="apply", sets="4"), permit()),
    ("not-fewer", edit("reduce-copies", document="request", copies="1"), permit()),
    ("second-piece-needed", edit("reduce-copies", document="diploma", copies="1"),
     permit(dossier=demand("diploma", returned="stamped"))),
    ("second-piece-needed", edit("reduce-copies", step="apply", sets="1"),
     permit(dossier=demand("tax", destination="abroad"))),
    ("taken-already", edit("accept-plain-copy", document="diploma", accepts="plain-copy"),
     permit(dossier=demand("diploma", accepts=["certified-copy", "electronic"]))),
    ("form-not-stated", edit("accept-plain-copy", document="tax", accepts="plain-copy"), permit()),
    ("looked-up-already", edit("accept-plain-copy", document="request", accepts="plain-copy"),
     permit(dossier=demand("request", handover="look-up"))),
    ("object-or-surrendered", edit("accept-plain-copy", document="licence", accepts="plain-copy"), permit()),
    ("channels-not-stated", edit("change-channel", add="online"), permit()),
    ("channel-offered", edit("change-channel", add="online"), permit(channels=["in-person", "online"])),
    ("step-of-channels", edit("change-channel", add="online"),
     permit(changed("apply", channels="in-person"), channels=["in-person", "post"])),
    ("not-own-error", edit("correct-ex-officio"), permit()),
    ("ex-officio-already", edit("correct-ex-officio"), permit(
        [step for step in STEPS[1:] if step["id"] in ("apply", "decide")], dossier=[], corrects="own-error",
        conditions=[], limits=[], fees=[], papers=["opinion"])),
    ("no-such-party", edit("delegate", step="decide", to="mars"), permit()),
    ("not-an-authority", edit("delegate", step="decide", to="notary"), permit()),
    ("not-an-authority", edit("delegate", step="apply", to="commune"), permit()),
    ("collegial", edit("delegate", step="decide", to="commune"), permit(changed("decide", who="council"))),
    ("no-level", edit("delegate", step="decide", to="nowhere"), permit()),
    ("other-level", edit("delegate", step="decide", to="commune", level="central"), permit()),
    ("not-lower", edit("delegate", step="decide", to="police"), permit()),
    ("level-ended", edit("delegate", step="decide", to="county"),
     permit(parties=PARTIES | {"county": {"level": "district"}})),
    ("looked-up-already", edit("answer-from-same-authority", document="tax"),
     permit(dossier=demand("tax", handover="look-up"))),
    ("no-issuer", edit("answer-from-same-authority", document="diploma"), permit()),
    ("other-body", edit("answer-from-same-authority", document="tax"),
     permit(parties=PARTIES | {"tax-office": {"body": "tax"}})),
    ("object-or-surrendered", edit("answer-from-same-authority", document="tax"),
     permit(dossier=demand("tax", role="object"))),
    ("second-piece-needed", edit("answer-from-same-authority", document="tax"),
     permit(dossier=demand("tax", returned="stamped"))),
    ("neither-consulted-nor-deciding", edit("tacit-approval", step="check"), permit()),
    ("tacit-already", edit("tacit-approval", step="ask"), permit(changed("ask", tacit={"after": "15 day"}))),
    ("no-limit", edit("tacit-approval", step="ask"), permit([{key: value for key, value in step.items()
     if (step["id"], key) != ("ask", "limit")} for step in STEPS])),
    ("not-a-time", edit("tacit-approval", step="ask", after="1000 VND"), permit()),
    ("looked-up-already", edit("replace-document-by-data", document="birth", register="civil"),
     apply_one(held(), edit("replace-document-by-data", document="birth", register="civil"))),
    ("object-or-surrendered", edit("replace-document-by-data", document="licence", register="civil"), permit()),
    ("second-piece-needed", edit("replace-document-by-data", document="birth", register="civil"),
     held(destination="abroad")),
    ("confirmed-paper", edit("replace-document-by-data", document="birth", register="civil"),
     held(confirmed_by="police")),
    ("no-such-register", edit("replace-document-by-data", document="tax", register="civil"), permit()),
    ("register-not-ready", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"status": "decided-for-field"})),
    ("register-not-begun", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"since": "2026-07-02"})),
    ("scope-in-words", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"scope": {"untyped": "where the province has joined"}})),
    ("not-of-the-register", edit("replace-document-by-data", document="birth", register="civil"),
     held(type="passport")),
    ("facts-not-held", edit("replace-document-by-data", document="birth", register="civil"),
     held(holds=["parents", "name"], register={"scope": {"fields": "name"}})),
    ("holder-not-held", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"scope": {"holders": "vietnamese"}})),
    ("holder-not-held", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"scope": {"not-held": ["abroad"]}})),
    ("holder-not-held", edit("replace-document-by-data", document="birth", register="civil"),
     held(issuer="embassy", holder="vietnamese")),
    ("event-too-old", edit("replace-document-by-data", document="birth", register="civil"),
     held(historical="true", register={"scope": {"events-since": "2016-01-01"}})),
    ("register-not-readable", edit("replace-document-by-data", document="birth", register="civil"),
     held(register={"readers": "police"})),
    ("nobody-confirms", edit("remove-confirmation", document="tax"), permit()),
    ("confirmation-is-the-paper", edit("remove-confirmation", document="tax"),
     permit(dossier=demand("tax", **{"confirmed-by": "tax-office"}))),
    ("no-such-limit", edit("reduce-limit", limit="half", to="3 day"), permit()),
    ("no-time-to-shorten", edit("reduce-limit", step="receive", to="3 day"), permit()),
    ("no-time-to-shorten", edit("reduce-limit", notice="check", to="3 day"), permit()),
    ("not-a-time", edit("reduce-limit", limit="whole", to="1000 VND"), permit()),
    ("other-unit", edit("reduce-limit", limit="whole", to="3 working-day"), permit()),
    ("not-shorter", edit("reduce-limit", step="ask", to="15 day"), permit()),
    ("not-shorter", edit("reduce-limit", notice="check", to="3 day"),
     permit(changed("check", supplement={"notice": "3 day"}))),
    ("no-such-target", edit("fix-page", target="document:slip", note="x"), permit()),
    ("noted-already", edit("fix-page", target="step:check", note="x"),
     permit(source={"note": "step:ask: y; step:check: x"})),
    ("note-too-long", edit("fix-page", target="step:check", note="x"), permit(source={"note": "y" * 4990})),
    ("seen-there-already", edit("fix-page", target="step:check", note="x", seen="law"),
     permit(changed("check", seen="law"))),
    ("seen-there-already", edit("fix-page", target="document:tax", note="x", seen="law"), permit()),
    ("not-one-after-the-other", edit("parallelise", steps=["receive", "ask"]), permit()),
    ("not-one-after-the-other", edit("parallelise", steps=["receive", "check"]), permit()),
    ("other-variants", edit("parallelise", steps=["ask", "decide"]),
     permit(changed("ask", cases=["first"]), cases=["first", "again"])),
    ("begins-the-procedure", edit("parallelise", steps=["fetch", "apply"]), permit()),
    ("cannot-part", edit("parallelise", steps=["ask", "decide"]), permit()),
    ("hand-over-or-decision", edit("parallelise", steps=["apply", "receive"]), permit()),
    ("one-desk-at-work", edit("parallelise", steps=["note", "stamp"]), at_work()),
    ("not-independent", edit("parallelise", steps=["note", "stamp"]), at_work(after=["note"], wait="1 day")),
    ("hand-over-or-decision", edit("reorder", step="ask", after="decide"), permit()),
    ("not-a-straight-stretch", edit("reorder", step="receive", after="ask"), permit()),
    ("not-a-straight-stretch", edit("reorder", step="check", before="receive"), permit()),
    ("there-already", edit("reorder", step="receive", after="apply"), permit()),
    ("begins-the-procedure", edit("reorder", step="fetch", after="apply"), permit()),
    ("begins-the-procedure", edit("reorder", step="apply", before="fetch"), permit()),
    ("not-independent", edit("reorder", step="stamp", before="note"), at_work(after=["note"])),
    ("not-independent", edit("reorder", step="stamp", before="note"), at_work(takes="slip")),
    ("does-not-forward", edit("one-stop", step="check"), permit()),
    ("does-not-forward", edit("one-stop", step="send"), forwarded(who="applicant")),
    ("electronic-already", edit("one-stop", step="send"), apply_one(forwarded(), edit("one-stop", step="send"))),
    ("which-office", edit("one-stop", step="send"), forwarded(who="police")),
    ("no-such-party", edit("one-stop", step="send", to="mars"), forwarded()),
    ("not-an-authority", edit("one-stop", step="send", to="notary"), forwarded()),
    ("second-piece-needed", edit("one-stop", step="send"),
     forwarded(dossier=demand("diploma", proves=[], returned="stamped"))),
]  # fmt: skip
