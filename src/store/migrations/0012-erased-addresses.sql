-- An address of which everything was erased is known as a keyed hash only: found again, the crawl knows that it was there.
alter table address alter column url drop not null;
alter table address add column url_mac bytea;
alter table address add constraint address_named check (url is not null or url_mac is not null);
create unique index address_erased on address (source_id, url_mac) where url is null;
create index address_via on address (via) where state in ('refused', 'failed');

-- Rows that were erased leave their bytes in the pages of a table until it is written anew: since when that is due, and when it was done last.
create table rewriting (
  one boolean primary key default true check (one),
  due_since timestamptz,
  done_at timestamptz
);
insert into rewriting default values;
