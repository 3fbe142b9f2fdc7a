-- What pages of a source told of its query parameters (crawl/parameters.ts): which change the page, and which are a session. Names of
-- parameters stand in clear; addresses, values and contents by keyed names.
alter table source add column parameters jsonb not null default '{}';

-- Addresses under which an advert stands beside its own, and by what it was recognised there: the page names that address as its own
-- (canonical), the address is the same without a session (parameter), or text and number are equal (content).
create table advert_address (
  mandate_id text not null,
  source_id text not null,
  url_mac bytea not null,
  key text not null,
  advert_id int not null references advert,
  recognised text not null check (recognised in ('canonical', 'parameter', 'content')),
  primary key (mandate_id, source_id, url_mac, key)
);
create index on advert_address (advert_id);
alter table advert_address enable row level security;
alter table advert_address force row level security;
create policy by_ground on advert_address using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- Keyed hashes of an advert as it was first seen: its text, its number in the address, and the address that its page names as its own where
-- that is another. By them the same advert is found at another address (run/process/identity/advert-identity.ts). Null once erased.
alter table advert add column same_text bytea, add column same_number bytea, add column named_mac bytea;
create index advert_same on advert (mandate_id, source_id, same_text) where same_text is not null;
create index advert_named on advert (mandate_id, source_id, named_mac) where named_mac is not null;
