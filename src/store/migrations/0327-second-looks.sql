-- A second look at one in twenty of the dismissed signals. Which ones follows from the hash of the ledger entry that dismissed them: nobody chooses.

create table second_look (
  -- The ledger entry of the dismissal that was looked at.
  entry bigint primary key,
  mandate_id text not null references mandate,
  signal_id bigint not null references signal,
  by text not null references app_user,
  at timestamptz not null default now(),
  agrees boolean not null,
  -- Why.
  sealed bytea not null
);
create index on second_look (mandate_id, entry desc);
create index signal_dismissed on signal (mandate_id, id) where state = 'dismissed';

alter table second_look enable row level security;
alter table second_look force row level security;
create policy by_ground on second_look using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- Signals of the mandate in force that stand dismissed since a moment and are drawn: the first two bytes of SHA-256 over the hash of their
-- ledger entry and the words "second look", as a number, are below 3277 of 65536. It belongs to the owner, since the ledger shows people their own entries only.
create function second_looks_drawn(since timestamptz) returns table (signal_id bigint, entry bigint, dismissed_by text, dismissed_at timestamptz)
language sql stable security definer set search_path = baken, pg_temp as $$
  select s.id, l.no, l.actor, l.at from signal s cross join lateral (
    select e.no, e.actor, e.at, sha256(e.hash || convert_to('second look', 'UTF8')) as draw from ledger e
    where e.subject = 'signal:' || s.id and e.act = 'signal.dismiss' order by e.no desc limit 1) l
  where s.mandate_id = (select ground_content()) and s.state = 'dismissed' and s.merged_into is null and l.at >= since
    and get_byte(l.draw, 0) * 256 + get_byte(l.draw, 1) < 3277
  order by l.no desc limit 1000
$$;
