-- Each weighing of a network that is a signal, as it was: a row where its reasons, its class, its priority or the version of the rules changed. It is never
-- changed, and people only read it. `rules`: SHA-256 of the tables of data that weighing reads. `sealed`: what was weighed (advert, version,
-- days, what people took back, median prices), under the key for fingerprints of the mandate, which dies with its line; `inputs`: a keyed
-- digest of it, with one of each advert in it.
create table signal_history (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  signal_id bigint not null references signal,
  network_id int,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  priority real not null,
  step smallint not null,
  weigh_version int not null,
  class text,
  reasons jsonb not null,
  rules text,
  inputs text,
  sealed bytea
);
create index on signal_history (signal_id, id desc);

-- Signals of before: as they are weighed now, known so since their last change; what they were weighed from was not noted. Row security is
-- forced on the owner too, who has no ground here.
alter table signal no force row level security;
insert into signal_history (mandate_id, signal_id, network_id, at, priority, step, weigh_version, reasons)
  select mandate_id, id, network_id, date_trunc('milliseconds', updated_at), priority, step, weigh_version, reasons from signal order by id;
alter table signal force row level security;

alter table signal_history enable row level security;
alter table signal_history force row level security;
create policy read_history on signal_history for select using (mandate_id = (select ground_content()));
create policy add_history on signal_history for insert with check (mandate_id = (select ground_content()) and (select ground_role()) = 'system');

do $$
declare
  found_rows bigint := bind_rows('signal_history', 'id');
begin
  if found_rows > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('signal_history', found_rows)));
  end if;
end $$;
