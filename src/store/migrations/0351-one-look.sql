-- A person is where the last signal was read: who went on to another one has this one no more on the screen.
create or replace function signal_lookers(signals bigint[], since timestamptz) returns table (signal bigint, by text, at timestamptz)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
declare
  ground text := ground_content();
begin
  if ground is null then return; end if;
  return query select s.id, l.actor, max(l.at) from unnest(signals) s(id)
    join ledger l on l.subject = 'signal:' || s.id and l.act = 'signal.read' and l.mandate = ground and l.at >= since
    where l.actor <> current_setting('baken.user', true) and not exists (
      select 1 from ledger later where later.actor = l.actor and later.no > l.no and later.act = 'signal.read' and later.subject <> l.subject)
    group by s.id, l.actor;
end $$;
