-- Break-glass: reading under mandates that a person may not work under, for hours, on the word of a second person.

create table break_glass (
  id bigint generated always as identity primary key,
  -- Mandates by their own ids, as they were in force when it was asked.
  mandates text[] not null check (cardinality(mandates) between 1 and 100),
  hours int not null check (hours between 1 and 24),
  reason text not null,
  asked_by text not null references app_user,
  asked_at timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'ended')),
  decided_by text references app_user,
  decided_at timestamptz,
  decided_because text,
  until timestamptz,
  ended_by text references app_user,
  ended_because text,
  check ((state = 'asked') = (decided_by is null)),
  check (decided_by <> asked_by),
  check (state not in ('approved', 'ended') or until <= decided_at + make_interval(hours => hours))
);
create index on break_glass (asked_by) where state = 'approved';

-- Mandates that a person may read under right now by break-glass. The clock of the statement counts: an export that began in time ends in time.
create function break_glass_now(person text) returns setof text language sql stable security definer set search_path = baken, pg_temp as $$
  select unnest(b.mandates) from break_glass b where b.asked_by = person and b.state = 'approved' and clock_timestamp() < b.until
$$;

create or replace function ground_for(roles text[]) returns text language plpgsql stable security definer set search_path = baken, pg_temp as $$
begin
  return (
    select m.line from app_user u join mandate m on m.line = current_setting('baken.mandate', true)
    where u.id = current_setting('baken.user', true) and u.active and (roles is null or u.role = any (roles))
      and ((m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until)
        or (u.role = 'system' and current_setting('baken.retention', true) = 'on'))
      and (u.role = 'system' or exists (select 1 from user_mandate um where um.user_id = u.id and um.mandate_id = m.id)
        or m.id in (select break_glass_now(u.id)))
    limit 1);
end $$;
