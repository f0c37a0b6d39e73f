"""The tables that a user's library has beside those of every evidence store."""

from __future__ import annotations

TABLES = """
create table record (
  id integer primary key, title text not null, text text not null, year integer,
  kind text not null, version text not null, retracted integer not null
);
create table alias (id text primary key, record integer not null) without rowid;
create index alias_record on alias (record);
create table notice (id text primary key) without rowid;
create table finding (key text primary key, fact integer not null) without rowid;
create table file (
  name text primary key, size integer, stamp integer, done integer not null, finished integer
) without rowid;
create virtual table record_text using fts5 (
  title, text, content=record, content_rowid=id,
  tokenize='porter unicode61 remove_diacritics 2'
);
create trigger record_added after insert on record begin
  insert into record_text (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger record_removed after delete on record begin
  insert into record_text (record_text, rowid, title, text)
  values ('delete', old.id, old.title, old.text);
end;
create trigger record_changed after update of title, text on record begin
  insert into record_text (record_text, rowid, title, text)
  values ('delete', old.id, old.title, old.text);
  insert into record_text (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger fact_removed after delete on fact begin
  delete from concept where fact = old.id;
  delete from pair where fact = old.id;
  insert into fact_text (fact_text, rowid, intervention, outcome, comparator, population)
  values ('delete', old.id, old.intervention, old.outcome, old.comparator, old.population);
end;
"""
# Deleted articles stay known, so that a file from before the deletion does not bring them back.
GONE = "create table if not exists gone (id text primary key, date text not null) without rowid;"
