-- What operators see of a source without seeing content: what its newest pages gave against those before, pages that gave no advert
-- by their kind, and adverts a week.

drop function source_yield();
create function source_yield() returns table (source_id text, captures bigint, adverts bigint, networks bigint, signals bigint,
  recent bigint, recent_adverts bigint, recent_walls bigint, recent_empty bigint, before bigint, before_adverts bigint, last_advert_at timestamptz)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  -- It counts as the system does and turns back; row security keeps it within the mandate of the transaction.
  perform set_config('baken.user', 'pipeline', true);
  return query
  with page as (
    select c.source_id as source, c.adverts as n, c.page_kind as kind, c.seen_at as at, row_number() over (partition by c.source_id order by c.seen_at desc) as back
    from capture c where c.read_version > 0 and c.page_kind in ('advert', 'list', 'other', 'empty', 'wall')),
  sums as (
    select p.source, count(*) filter (where p.back <= 50) as recent, coalesce(sum(p.n) filter (where p.back <= 50), 0)::bigint as recent_adverts,
      count(*) filter (where p.back <= 50 and p.kind = 'wall') as walls, count(*) filter (where p.back <= 50 and p.kind = 'empty') as empty,
      count(*) filter (where p.back > 50) as before, coalesce(sum(p.n) filter (where p.back > 50), 0)::bigint as before_adverts,
      max(p.at) filter (where p.n > 0) as last_at
    from page p group by p.source)
  select s.id,
    (select count(*) from capture c where c.source_id = s.id),
    (select count(*) from advert a where a.source_id = s.id and a.state <> 'erased'),
    (select count(distinct a.network_id) from advert a where a.source_id = s.id),
    (select count(*) from signal g where g.network_id in (select a.network_id from advert a where a.source_id = s.id)),
    coalesce(t.recent, 0), coalesce(t.recent_adverts, 0), coalesce(t.walls, 0), coalesce(t.empty, 0), coalesce(t.before, 0),
    coalesce(t.before_adverts, 0), t.last_at
  from source s left join sums t on t.source = s.id;
  perform set_config('baken.user', asking, true);
end $$;

-- Pages that were read and gave no advert, by kind; and adverts first seen in each of the last twelve weeks (the last one is 11).
create function source_passed() returns table (source_id text, kind text, n bigint)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  perform set_config('baken.user', 'pipeline', true);
  return query select c.source_id, c.page_kind, count(*) from capture c join address a on a.last_capture = c.id
    where c.read_version > 0 and c.adverts = 0 and c.page_kind is not null and c.page_kind <> 'redirect' group by 1, 2;
  perform set_config('baken.user', asking, true);
end $$;

create function source_weeks() returns table (source_id text, week int, n bigint)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  perform set_config('baken.user', 'pipeline', true);
  return query select a.source_id, (11 - floor(extract(epoch from now() - a.first_seen) / 604800))::int, count(*) from advert a
    where a.source_id is not null and a.first_seen > now() - interval '84 days' and a.first_seen <= now() group by 1, 2;
  perform set_config('baken.user', asking, true);
end $$;

-- Addresses of one source whose newest page was of this kind and gave no advert, newest number first.
create function passed_over(in_source text, in_kind text, before_id bigint, most int) returns table (id bigint)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  perform set_config('baken.user', 'pipeline', true);
  return query select a.id from address a join capture c on c.id = a.last_capture
    where a.source_id = in_source and c.read_version > 0 and c.adverts = 0 and c.page_kind = in_kind and (before_id is null or a.id < before_id)
    order by a.id desc limit most;
  perform set_config('baken.user', asking, true);
end $$;
