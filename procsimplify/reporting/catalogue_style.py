"""How a catalogue's page looks, on a screen, in the dark and on paper."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root{color-scheme:light dark;
--line:#8884;--soft:#5a5f66;--p:#0b6b3a;--q:#8a5a00;--f:#5b4bb0;--back:#fff;--card:#f6f7f8}
@media(prefers-color-scheme:dark){
:root{--soft:#a9afb7;--p:#6fd39b;--q:#f0b95a;--f:#b3a8ff;--back:#16181b;--card:#202327}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;max-width:76rem;margin:0 auto;padding:1.2rem;
background:var(--back)}
h1{font-size:1.7rem;margin:.4rem 0}h2{font-size:1.25rem;margin:2.4rem 0 .5rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}
.lead{font-size:1.2rem;font-weight:600;margin:.4rem 0 1.2rem}
.cards{list-style:none;padding:0;display:grid;gap:.8rem;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))}
.card{background:var(--card);border-radius:.5rem;border-top:.35rem solid;padding:.8rem 1rem;font-size:.95rem}
.card strong{display:block;font-size:1.05rem;margin-bottom:.3rem}.card a{color:inherit}
.big{font-size:1.9rem;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{padding:.3rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{font-weight:600;color:var(--soft)}tbody th{font-weight:500;min-width:9rem}
td{min-width:4rem}td.t{min-width:13rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}td.c{min-width:15rem}
.note,.foot{color:var(--soft);font-size:.88rem}
details{border-bottom:1px solid var(--line);padding:.25rem 0}summary{cursor:pointer;padding:.2rem 0}
details>div,details>ul{margin:.2rem 0 .8rem 1.1rem}
summary .n{color:var(--soft);font-size:.88rem}
.tag{border:1.5px solid;border-radius:.7rem;padding:0 .5rem;font-size:.78rem;white-space:nowrap}
.tag.proposal{color:var(--p)}.tag.question{color:var(--q)}.tag.page{color:var(--f)}
.found{border-left:.25rem solid;padding:.1rem .9rem;margin:.8rem 0}
.proposal{border-color:var(--p)}.question{border-color:var(--q)}.page{border-color:var(--f)}
blockquote{margin:.3rem 0;padding:.1rem .8rem;border-left:2px solid var(--line)}
li{margin:.25rem 0}:target{outline:2px solid var(--q);outline-offset:.4rem}
@media print{body{max-width:none;font-size:11px}.wide{overflow:visible}a{text-decoration:none;color:inherit}
article,.card,.found{break-inside:avoid}}
"""
