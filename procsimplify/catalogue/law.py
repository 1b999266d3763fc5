"""From procedures to the instruments that they rest on: what amending one of them could take away.

A page of the portal names instruments and no article. Then each of them is only a candidate: the figures say so, and
tell apart the proposals that can rest on this instrument alone from those that rest on one of several.
"""

from __future__ import annotations

from typing import Any

from procsimplify.catalogue.store import Store

__all__ = ["instruments"]

_SQL = """
WITH law AS (
    SELECT DISTINCT p.code, p.proposal, p.instrument, p.article IS NOT NULL AS known, p.candidates,
           q.documents_go, q.standing, q.class
    FROM provisions p JOIN proposals q ON q.code = p.code AND q.id = p.proposal
), rests AS (
    SELECT instrument, count(DISTINCT code) AS procedures, max(rank) AS rank, min(title) AS title
    FROM instruments GROUP BY instrument
), counted AS (
    SELECT instrument,
           count(DISTINCT code) AS with_proposals,
           count(DISTINCT (code, proposal)) AS proposals,
           count(DISTINCT (code, proposal)) FILTER (WHERE known) AS article_known,
           count(DISTINCT (code, proposal)) FILTER (WHERE NOT known AND candidates = 1) AS only_candidate,
           count(DISTINCT (code, proposal)) FILTER (WHERE NOT known AND candidates > 1) AS one_of_several
    FROM law WHERE standing = 'open' AND class = 'proposal' GROUP BY instrument
), gone AS (
    SELECT instrument, sum(documents_go) AS documents_go,
           sum(documents_go) FILTER (WHERE known OR candidates = 1) AS documents_go_surely
    FROM (SELECT DISTINCT code, proposal, instrument, max(known) AS known, min(candidates) AS candidates,
                 any_value(documents_go) AS documents_go
          FROM law WHERE standing = 'open' AND class = 'proposal' GROUP BY code, proposal, instrument)
    GROUP BY instrument
)
SELECT c.instrument, r.title, coalesce(r.rank, 0) AS rank, coalesce(r.procedures, 0) AS procedures, c.with_proposals,
       c.proposals, c.article_known, c.only_candidate, c.one_of_several,
       CAST(g.documents_go AS BIGINT) AS documents_go,
       CAST(coalesce(g.documents_go_surely, 0) AS BIGINT) AS documents_go_surely
FROM counted c JOIN gone g USING (instrument) LEFT JOIN rests r USING (instrument)
ORDER BY documents_go DESC, proposals DESC, instrument
"""


def instruments(store: Store) -> list[dict[str, Any]]:
    """List the instruments that open proposals may amend.

    Parameters
    ----------
    store : Store

    Returns
    -------
    list of dict
        The most documents first: ``instrument``, ``title``, ``rank`` (5 a law … 1 a decision), ``procedures`` that
        rest on it, ``with_proposals`` of them, ``proposals``, of which the article is known (``article_known``), which
        only this instrument can hold (``only_candidate``), which one of several holds (``one_of_several``);
        ``documents_go`` if all of them are amended here, ``documents_go_surely`` without those of several candidates.
        Counts over two instruments overlap and are not to be added.
    """
    return store.records(_SQL)
