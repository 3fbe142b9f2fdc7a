-- Adverts that show grave signs by themselves: a short queue beside that of networks. Which signs is not written here: they follow from
-- the sealed reading, and are gone with its key. An advert of it is opened by a request that a second person grants, as any other.

create table grave_advert (
  advert_id int primary key,
  mandate_id text not null,
  found_at timestamptz not null default now(),
  weigh_version int not null,
  set_aside_by text references app_user,
  set_aside_at timestamptz,
  sealed bytea, -- why it was set aside
  check ((set_aside_by is null) = (set_aside_at is null) and (set_aside_by is null) = (sealed is null))
);
create index on grave_advert (mandate_id, found_at desc) where set_aside_by is null;
alter table grave_advert enable row level security;
alter table grave_advert force row level security;
create policy by_ground on grave_advert using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

select bind_rows('grave_advert', 'advert_id');
