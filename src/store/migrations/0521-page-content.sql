-- Whether the bytes of a capture differed from those at the visit before, which counted as a change of its address, and what the page
-- said without what changes at each look (keyed): bytes that differ where that is the same are no change.
alter table capture add column differs boolean not null default false, add column content_mac bytea;
