-- What was searched for a case, for its members: questions that its members asked while they were in it and it was open, which showed an
-- advert that the case holds, or asked for a value that stands in it, also where nothing was found.
create function case_searches(wanted uuid, stated text[]) returns table
  (no bigint, at text, actor text, act text, subject text, detail jsonb, entry text, prev bytea, hash bytea)
language sql stable security definer set search_path = baken, pg_temp as $$
  with held as (select array(select distinct 'advert:' || a from case_item i cross join lateral unnest(i.adverts) a where i.case_id = wanted) as adverts)
  select l.no, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.actor, l.act, l.subject, l.detail, l.entry, l.prev, l.hash
  from case_file c join case_member m on m.case_id = c.id cross join held
    join ledger l on l.actor = m.user_id and l.at >= m.added_at and (m.removed_at is null or l.at < m.removed_at)
  where c.id = wanted and wanted in (select my_cases()) and l.act in ('search.run', 'fact.look-up', 'list.look-up')
    and l.mandate in (select k.id from mandate k where k.line = c.mandate_id)
    and (ledger_subjects(l.act, l.subject, l.detail) && held.adverts
      or jsonb_typeof(l.detail -> 'facts') = 'array' and l.detail -> 'facts' ?| stated)
  order by l.no
  limit 20000
$$;
