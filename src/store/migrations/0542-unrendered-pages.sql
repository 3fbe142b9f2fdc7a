-- Pages that were to be rendered and could not be: a source that lives by its scripts gives hardly anything without them, and who runs it must see why.
drop function source_yield();
create function source_yield() returns table (source_id text, captures bigint, adverts bigint, networks bigint, signals bigint,
  recent bigint, recent_adverts bigint, recent_walls bigint, recent_empty bigint, before bigint, before_adverts bigint, last_advert_at timestamptz,
  turned bigint, turned_giving bigint, turned_walls bigint, turned_empty bigint, looked bigint, unrendered bigint)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  -- It counts as the system does and turns back; row security keeps it within the mandate of the transaction.
  perform set_config('baken.user', 'pipeline', true);
  return query
  with given as (
    select c.source_id as source, max(c.seen_at) as last_at from capture c where c.adverts > 0 and c.read_version > 0 group by 1),
  -- Pages whose links led to adverts; 0 stands for the source file and the map of the site.
  led as (
    select distinct a.source_id as source, coalesce(a.via, 0) as via from address a
    where exists (select 1 from capture c where c.address_id = a.id and c.adverts > 0)),
  seen as (
    select c.source_id as source, c.address_id as address, row_number() over (partition by c.address_id order by c.seen_at desc, c.id desc) = 1 as newest, c.adverts as n, c.page_kind as kind, c.seen_at as at,
      coalesce(bool_or(c.adverts > 0) over earlier, false) as gave, coalesce(bool_or(c.page_kind = 'list') over earlier, false) as listed,
      count(*) over earlier = 0 as first
    from capture c where c.read_version > 0 and c.page_kind in ('advert', 'list', 'other', 'empty', 'wall')
    window earlier as (partition by c.address_id order by c.seen_at, c.id rows between unbounded preceding and 1 preceding)),
  -- An advert was to be expected of a page that gave one, or whose address did before; and of what is no list, where its address was one,
  -- where it was found beside adverts, where its address is not known, and where nothing has given an advert for a day: a site that was
  -- made anew has other addresses.
  page as (
    select s.source, s.n, s.kind, row_number() over (partition by s.source order by s.at desc) as back
    from seen s left join given g on g.source = s.source left join address a on a.id = s.address
      left join led on led.source = a.source_id and led.via = coalesce(a.via, 0)
    where s.n > 0 or s.gave or s.kind <> 'list'
      and (s.listed or a.id is null or s.first and (led.source is not null or s.at > g.last_at + interval '1 day'))),
  -- Pages that gave an advert at an earlier visit, as they are now: however small a site is, its pages tell when they turn.
  turn as (
    select s.source, s.n, s.kind, row_number() over (partition by s.source order by s.at desc) as back
    from seen s where s.newest and s.gave and s.address is not null),
  turns as (
    select p.source, count(*) as pages, count(*) filter (where p.n > 0) as giving, count(*) filter (where p.n = 0 and p.kind = 'wall') as walls,
      count(*) filter (where p.n = 0 and p.kind = 'empty') as empty
    from turn p where p.back <= 50 group by p.source),
  sums as (
    select p.source, count(*) filter (where p.back <= 50) as recent, coalesce(sum(p.n) filter (where p.back <= 50), 0)::bigint as recent_adverts,
      count(*) filter (where p.back <= 50 and p.kind = 'wall') as walls, count(*) filter (where p.back <= 50 and p.kind = 'empty') as empty,
      count(*) filter (where p.back > 50) as before, coalesce(sum(p.n) filter (where p.back > 50), 0)::bigint as before_adverts
    from page p group by p.source),
  -- Of sources that still ask for rendering: what became of it on their newest pages.
  scripts as (
    select s.id as source, count(*) as looked, count(*) filter (where 'not-rendered' = any (string_to_array(c.notes, ' '))) as unrendered
    from source s cross join lateral (
      select c.notes from capture c where c.source_id = s.id and c.read_version > 0 order by c.seen_at desc, c.id desc limit 50) c
    where coalesce(s.spec ->> 'render', 'never') <> 'never' group by s.id)
  select s.id,
    (select count(*) from capture c where c.source_id = s.id),
    (select count(*) from advert a where a.source_id = s.id and a.state <> 'erased'),
    (select count(distinct a.network_id) from advert a where a.source_id = s.id),
    (select count(*) from signal g where g.network_id in (select a.network_id from advert a where a.source_id = s.id)),
    coalesce(t.recent, 0), coalesce(t.recent_adverts, 0), coalesce(t.walls, 0), coalesce(t.empty, 0), coalesce(t.before, 0),
    coalesce(t.before_adverts, 0), g.last_at,
    coalesce(u.pages, 0), coalesce(u.giving, 0), coalesce(u.walls, 0), coalesce(u.empty, 0), coalesce(r.looked, 0), coalesce(r.unrendered, 0)
  from source s left join sums t on t.source = s.id left join given g on g.source = s.id left join turns u on u.source = s.id left join scripts r on r.source = s.id;
  perform set_config('baken.user', asking, true);
end $$;
