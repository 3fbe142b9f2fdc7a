-- Which captures showed which advert, and with which text: the versions of an advert follow from these rows in the order of the
-- captures' times, whatever came in first. An erased capture leaves none.
create table advert_capture (
  advert_id int not null,
  capture_id uuid not null,
  mandate_id text not null,
  seen_at timestamptz not null,
  posted_at timestamptz, -- what the advert said there about when it was placed
  text_mac bytea not null, -- keyed: tells that two captures show the same text without telling which
  primary key (advert_id, capture_id)
);
create index on advert_capture (capture_id);
alter table advert_capture enable row level security;
alter table advert_capture force row level security;
create policy by_ground on advert_capture using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- Answers that say that a page is gone, by address: an advert is gone while one of them is newer than its last capture.
create index capture_gone on capture (source_id, url, seen_at) where page_kind = 'gone';

-- Beside refresh_statistics (0006): without them the planner takes one advert's captures for most of the table.
create function refresh_version_statistics() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  analyze advert_capture (advert_id, capture_id, mandate_id);
end $$;
