-- Who else looks at a signal now: colleagues under the same mandate see each other, though not each other's acts in the ledger.

create function signal_lookers(signals bigint[], since timestamptz) returns table (signal bigint, by text, at timestamptz)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
declare
  ground text := ground_content();
begin
  if ground is null then return; end if;
  return query select s.id, l.actor, max(l.at) from unnest(signals) s(id)
    join ledger l on l.subject = 'signal:' || s.id and l.act = 'signal.read' and l.mandate = ground and l.at >= since
    where l.actor <> current_setting('baken.user', true) group by s.id, l.actor;
end $$;
