-- As before (0327), and ledger entries are looked up of signals that changed since then only: the first screen asks this, and dismissed
-- signals stay for good. A signal changes in the transaction of its dismissal, so a day is slack enough for two clocks.
drop index signal_dismissed;
create index signal_dismissed on signal (mandate_id, updated_at) where state = 'dismissed';

create or replace function second_looks_drawn(since timestamptz) returns table (signal_id bigint, entry bigint, dismissed_by text, dismissed_at timestamptz)
language sql stable security definer set search_path = baken, pg_temp as $$
  select s.id, l.no, l.actor, l.at from signal s cross join lateral (
    select e.no, e.actor, e.at, sha256(e.hash || convert_to('second look', 'UTF8')) as draw from ledger e
    where e.subject = 'signal:' || s.id and e.act = 'signal.dismiss' order by e.no desc limit 1) l
  where s.mandate_id = (select ground_content()) and s.state = 'dismissed' and s.merged_into is null
    and s.updated_at >= since - interval '1 day' and l.at >= since
    and get_byte(l.draw, 0) * 256 + get_byte(l.draw, 1) < 3277
  order by l.no desc limit 1000
$$;
