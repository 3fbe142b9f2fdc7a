-- Which advert was in which network, and since when: "this network in March" as it was known then. Times are those of writing,
-- not those at which adverts were seen: what a person decided in March rested on what stood here in March.
create table network_membership (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  advert_id int not null,
  network_id int not null,
  from_at timestamptz not null,
  until_at timestamptz -- null while it lasts
);
create unique index network_membership_now on network_membership (mandate_id, advert_id) where until_at is null;
create index on network_membership (mandate_id, network_id);
alter table network_membership enable row level security;
alter table network_membership force row level security;
create policy by_ground on network_membership using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- Networks of before begin their history now; when they were made is in their events. The owner sees rows only unforced.
alter table advert no force row level security;
alter table network_membership no force row level security;
insert into network_membership (mandate_id, advert_id, network_id, from_at)
  select mandate_id, id, network_id, now() from advert where network_id is not null;
alter table advert force row level security;
alter table network_membership force row level security;

-- A word on a value (`hub`, `own`) names its kind beside its blind value.
alter table judgement add column value_kind text;
create index on judgement (mandate_id, kind) where undone_at is null;
