-- The inverted index: which advert holds which word or fact, in segments that are sealed under the key of the day (or the kept key)
-- of what they were made of. It takes the place of `advert_words`, whose fixed tokens with positions were a substitution cipher.
create table index_segment (
  id uuid primary key,
  no bigint generated always as identity, -- order of writing
  mandate_id text not null,
  kek text not null, -- name of the wrapping key, as in capture_key
  wrapped bytea not null, -- the segment's data key
  documents int not null,
  buckets int not null,
  tier smallint not null, -- by number of documents; eight of one tier are merged
  docs bytea not null, -- 24 bytes a document: advert, seen at, order of writing, sighting (store/inverted-index/documents.ts)
  made_at timestamptz not null default now()
);
create index on index_segment (mandate_id, kek);
alter table index_segment alter column docs set storage external;

-- One part of the vocabulary of a segment, chosen by a keyed hash. Sealed and padded: its size tells no word.
create table index_bucket (
  segment_id uuid not null,
  bucket int not null,
  mandate_id text not null,
  postings bytea not null,
  positions bytea not null,
  primary key (segment_id, bucket)
);
-- Encrypted bytes do not compress: no try at it.
alter table index_bucket alter column postings set storage external;
alter table index_bucket alter column positions set storage external;

do $$
declare
  t text;
begin
  foreach t in array array['index_segment', 'index_bucket'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
end $$;

drop function search_adverts(tsquery, text[], text, text, timestamptz, timestamptz, timestamptz, int, int);
drop function search_matches(int[], tsquery, text[]);
drop table advert_words;

create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  analyze address (id, mandate_id, source_id, host, url, state), capture (id, mandate_id, source_id, origin, seen_at, state, read_version),
    capture_key (capture_id, mandate_id, kek), advert (id, mandate_id, source_id, url, state, network_id, link_no),
    sighting (id, mandate_id, advert_id, capture_id), fact (sighting_id, mandate_id, advert_id, kind, blind, state),
    link (mandate_id, edge, a, b, kind, blind, state), network (mandate_id, id, ended_at),
    network_membership (mandate_id, advert_id, network_id, until_at), index_segment (id, mandate_id, kek), index_bucket (segment_id, bucket);
end $$;

-- What a person took back is rare and asked for at each search for a fact.
create index fact_rejected on fact (mandate_id, blind) where state = 'rejected';

-- What was indexed before is read again from the evidence, which makes its entries of the index. The owner sees rows only unforced.
alter table capture no force row level security;
update capture set page_kind = null, read_version = 0, step_error = null where state <> 'erased' and read_version > 0;
alter table capture force row level security;
