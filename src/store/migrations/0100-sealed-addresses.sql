-- Addresses of pages and adverts stand as keyed hashes, by which they are known, and as sealed text. What stood in clear before is
-- sealed by the program at its next start, since SQL has no keys (store/seal-addresses.ts), and then its columns go.
alter table address no force row level security;
alter table capture no force row level security;
alter table advert no force row level security;

alter table address rename column url to clear_url;
alter table address alter column clear_url drop not null;
alter table address rename column detail to clear_detail; -- sealed with the address: words of it may stand there
alter table address drop constraint address_named;
alter table address drop constraint address_source_id_url_key;
alter table address add column sealed bytea; -- null once everything there was erased
alter table address add column kek text; -- name of the key that it is sealed under: that of a day, or the kept key
drop index address_erased;
create unique index address_known on address (source_id, url_mac);
create index address_forgotten on address (id) where sealed is null;
create index address_kek on address (kek) where kek is not null;

alter table capture rename column url to clear_url;
alter table capture add column url_mac bytea;
alter table capture add column url_sealed bytea; -- under a sub-key of its data key
drop index capture_import;
create unique index capture_import on capture (mandate_id, payload_mac, url_mac, seen_at, status) where origin = 'import';
drop index capture_gone;
create index capture_gone on capture (source_id, url_mac, seen_at) where page_kind = 'gone';
drop index capture_at;
create index capture_at on capture (url_mac, seen_at) where state <> 'erased';

-- `key` is the name of a place from now on (store/address-mac.ts), and the place itself is sealed beside each reading.
alter table advert rename column url to clear_url;
alter table advert add column url_mac bytea;
drop index advert_identity;
create unique index advert_identity on advert (mandate_id, source_id, url_mac, key) nulls not distinct where url_mac is not null;
alter table sighting add column place bytea;

do $$ begin
  if not exists (select 1 from address) and not exists (select 1 from capture) and not exists (select 1 from advert) then
    alter table address drop column clear_url, drop column clear_detail;
    alter table capture drop column clear_url;
    alter table advert drop column clear_url;
  end if;
end $$;

alter table address force row level security;
alter table capture force row level security;
alter table advert force row level security;

create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  analyze address (id, mandate_id, source_id, host, url_mac, state), capture (id, mandate_id, source_id, origin, seen_at, state, read_version),
    capture_key (capture_id, mandate_id, kek), advert (id, mandate_id, source_id, url_mac, state, network_id, link_no),
    sighting (id, mandate_id, advert_id, capture_id), fact (sighting_id, mandate_id, advert_id, kind, blind, state),
    link (mandate_id, edge, a, b, kind, blind, state), network (mandate_id, id, ended_at),
    network_membership (mandate_id, advert_id, network_id, until_at), index_segment (id, mandate_id, kek), index_bucket (segment_id, bucket);
end $$;
