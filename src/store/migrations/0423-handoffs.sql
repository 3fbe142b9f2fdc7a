-- Pages on which an advert states that somebody under eighteen is offered (indicator SX-T23): processing stops there. Only the address and
-- the time stay, for those to whom it is handed over; nothing of the advert is written, and its capture is erased at once.

create table handoff (
  capture_id uuid primary key,
  mandate_id text not null,
  indicator text not null,
  found_at timestamptz not null default now(),
  sealed bytea not null, -- address and time
  handed_by text references app_user,
  handed_at timestamptz,
  handed_sealed bytea, -- to whom, and what was said
  check ((handed_by is null) = (handed_at is null) and (handed_by is null) = (handed_sealed is null))
);
create index on handoff (mandate_id, found_at desc);
alter table handoff enable row level security;
alter table handoff force row level security;
create policy by_ground on handoff using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

select bind_rows('handoff', 'capture_id');
