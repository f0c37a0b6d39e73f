"""The tables of an evidence store, and the SQL that older ones need."""

from __future__ import annotations

from dataclasses import fields

from healthtext.errors import AssetError
from healthtext.records import Evidence

SCHEMA = "healthtext-evidence/1"
COLUMNS = tuple(field.name for field in fields(Evidence))
# One letter, as it stands in every row; stores made before have the word.
INTERVENTION, OUTCOME = "i", "o"
TABLES = f"""
create table meta (key text primary key, value text not null) without rowid;
create table fact (id integer primary key, {", ".join(COLUMNS)});
create index fact_identifier on fact (identifier);
create table concept (
  fact integer not null references fact, side text not null, concept text not null,
  primary key (concept, side, fact)
) without rowid;
create table pair (
  intervention text not null, outcome text not null, age integer not null,
  fact integer not null references fact, primary key (intervention, outcome, age, fact)
) without rowid;
create virtual table fact_text using fts5 (
  intervention, outcome, comparator, population, content=fact, content_rowid=id,
  tokenize='porter unicode61 remove_diacritics 2'
);
create trigger fact_added after insert on fact begin
  insert into fact_text (rowid, intervention, outcome, comparator, population)
  values (new.id, new.intervention, new.outcome, new.comparator, new.population);
end;
"""
BOTH_CONCEPTS = f"""
join concept i on i.fact = fact.id and i.concept = ?
  and i.side in ('{INTERVENTION}', 'intervention')
join concept o on o.fact = fact.id and o.concept = ?
  and o.side in ('{OUTCOME}', 'outcome')
order by fact.year desc, fact.id limit ?
"""


def unlike(name: str, found: str, remedy: str) -> AssetError:
    """Say that a store has another schema, which may be that of a newer healthtext."""
    kind, _, number = SCHEMA.rpartition("/")
    its_kind, _, its = found.rpartition("/")
    if its_kind == kind and its.isdecimal() and int(its) > int(number):
        problem = f"was made by a newer healthtext (schema {found!r}, this one reads {SCHEMA!r})"
        return AssetError(name, problem, "install a newer healthtext, or name another store")
    return AssetError(name, f"has schema {found!r}, not {SCHEMA!r}", remedy)
