-- What the desk and the retention job need beyond the tables: bounded search, and the yield of sources.

-- A page that shows several adverts stays when one of them is opened; the readings of the others are due all the same.
create index capture_shared_due on capture (erase_at) where state = 'open';
create unique index open_request_once on open_request (advert_id) where state = 'asked';

-- Bounded search: the newest `most` adverts that have all words of `query` (null: no words asked) and all facts of `blinds`
-- (each text is one fact: its blind values, any of which will do; null: none asked), before a place in the list.
-- Row security would keep the index on words from being used (@@ is not leakproof), so this belongs to the owner and checks
-- the ground itself; the other tables stay under row security. Text is assembled so that each search is planned for what it asks.
create function search_adverts(query tsquery, blinds text[], in_source text, in_state text, seen_from timestamptz, seen_to timestamptz,
  before_seen timestamptz, before_id int, most int)
returns table (id int, source_id text, last_seen timestamptz)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
declare
  ground text := ground_content();
  statement text := 'select a.id, a.source_id, a.last_seen from advert a';
begin
  if ground is null then return; end if;
  if query is not null then
    -- "between" and not "=": an equality here would be merged with the one that row security puts on advert, take over its rank,
    -- and keep @@ (not leakproof) from using the index: 100 ms instead of 5 for a rare word among 200,000 adverts.
    statement := statement || ' join advert_words w on w.advert_id = a.id and w.mandate_id between $1 and $1 and w.words @@ $2';
  end if;
  statement := statement || ' where a.mandate_id = $1 and a.state <> ''erased''';
  for i in 1 .. coalesce(array_length(blinds, 1), 0) loop
    statement := statement || format(' and a.id in (select f.advert_id from fact f where f.mandate_id = $1'
      ' and f.blind = any (string_to_array($3[%s], '' '')) and f.state <> ''rejected'')', i);
  end loop;
  if in_source is not null then statement := statement || ' and a.source_id = $4'; end if;
  if in_state is not null then statement := statement || ' and a.state = $5'; end if;
  if seen_from is not null then statement := statement || ' and a.last_seen >= $6'; end if;
  if seen_to is not null then statement := statement || ' and a.first_seen < $7'; end if;
  if before_seen is not null then statement := statement || ' and (a.last_seen, a.id) < ($8, $9)'; end if;
  return query execute statement || ' order by a.last_seen desc, a.id desc limit $10'
    using ground, query, blinds, in_source, in_state, seen_from, seen_to, before_seen, before_id, most;
end $$;

-- How many positions of the given adverts match: words of the query, and facts of the newest version.
create function search_matches(ids int[], query tsquery, blinds text[]) returns table (id int, matches int)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
declare
  ground text := ground_content();
  lexemes text[] := array(select distinct m[1] from regexp_matches(query::text, '''([^'']+)''', 'g') m);
  asked text[] := array(select unnest(string_to_array(b, ' ')) from unnest(blinds) b);
begin
  return query select i.id,
    coalesce((select sum(cardinality(u.positions)) from advert_words w, unnest(w.words) u
      where w.advert_id = i.id and w.mandate_id = ground and u.lexeme = any (lexemes)), 0)::int
    + (select count(*) from fact f join advert a on a.id = f.advert_id and a.sighting_id = f.sighting_id
      where f.advert_id = i.id and f.mandate_id = ground and f.state <> 'rejected' and f.blind = any (asked))::int
  from unnest(ids) i(id);
end $$;

-- Yield of the sources of the mandate in force: counts only, for operators too, who see no content. It counts as the system does
-- and turns back; row security keeps it within the mandate of the transaction.
create function source_yield() returns table (source_id text, captures bigint, adverts bigint, networks bigint, signals bigint,
  recent bigint, recent_adverts bigint, before bigint, before_adverts bigint)
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
declare
  asking text := current_setting('baken.user', true);
begin
  if ground_operation() is null then return; end if;
  perform set_config('baken.user', 'pipeline', true);
  return query
  with page as (
    select c.source_id as source, c.adverts as n, row_number() over (partition by c.source_id order by c.seen_at desc) as back
    from capture c where c.read_version > 0 and c.status = 200 and c.page_kind in ('advert', 'list', 'other', 'empty'))
  select s.id,
    (select count(*) from capture c where c.source_id = s.id),
    (select count(*) from advert a where a.source_id = s.id and a.state <> 'erased'),
    (select count(distinct a.network_id) from advert a where a.source_id = s.id),
    (select count(*) from signal g where g.network_id in (select a.network_id from advert a where a.source_id = s.id)),
    (select count(*) from page p where p.source = s.id and p.back <= 50),
    (select coalesce(sum(p.n), 0)::bigint from page p where p.source = s.id and p.back <= 50),
    (select count(*) from page p where p.source = s.id and p.back > 50),
    (select coalesce(sum(p.n), 0)::bigint from page p where p.source = s.id and p.back > 50)
  from source s;
  perform set_config('baken.user', asking, true);
end $$;
