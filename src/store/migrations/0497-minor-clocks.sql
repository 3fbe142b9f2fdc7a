-- Files of minors, questions to the expert group and pages of knowledge have clocks that the plan of erasing shows and that holds stop. A file loses its words half
-- a year after it was closed, or after a transition in it was answered last (Wpg, article 9, section 4); a question goes with the file that asked it, since
-- the advice serves that file; a version of a page a year after the next one, or a year after the day on which somebody was to look at it again.
create index on minor_act (about) where act = 'question';

-- What has a clock under a line of mandates: the day on which it ends, and what holds it at a moment: what a person at the console said it is kept for, a
-- prosecutor who has not answered, a transition that is under way. A file that is not closed has none, unless its line has ended for good and
-- a person ended what holds under it: nobody can close it then. In plpgsql,
-- since ended holds (0540) come with a later migration than this one.
create function minor_clocks(named text, kept_days int, looked_days int, moment timestamptz)
returns table (what text, id text, due timestamptz, held_by text) language plpgsql stable set search_path = baken, pg_temp as $$
#variable_conflict use_column
begin
  return query with ended as (select holds_ended(named) as at), clock as (
    select f.id, f.notice, ended.at as ended, make_interval(days => kept_days) + greatest(coalesce(f.closed_at, ended.at),
        (select max(a.at) from minor_act a where a.file_id = f.id and a.act like 'transition%')) as due
    from minor_file f cross join ended where f.mandate_id = named and f.erased_at is null and (f.state = 'closed' or ended.at is not null)
  ), file as (
    select c.id, c.due, coalesce(
        (select k.detail->>'because' from (select l.act, l.detail from ledger l
            where l.subject = 'minor:' || c.id and l.act in ('retention.keep', 'retention.release') order by l.no desc limit 1) k
          where k.act = 'retention.keep' and (k.detail->>'until')::date >= (moment at time zone 'UTC')::date),
        (select 'prosecutor' where c.ended is null and c.notice = 'open'),
        (select 'transition' from minor_transition t where t.file_id = c.id and c.ended is null and t.state in ('in-progress', 'accepted') limit 1)) as held_by
    from clock c
  ), question as (
    select q.key, coalesce(q.advised_at, q.at) as last, (select a.file_id from minor_act a join minor_file f on f.id = a.file_id
        where a.act = 'question' and a.about = 'question:' || q.key and f.erased_at is null limit 1) as file_id
    from expert_question q where q.mandate_id = named and length(q.sealed) > 0
  )
  select 'minors', f.id::text, f.due, f.held_by from file f
  union all
  select 'questions', q.key::text, f.due, f.held_by from question q join file f on f.id = q.file_id
  union all
  select 'questions', q.key::text, q.last + make_interval(days => kept_days), null from question q where q.file_id is null
  union all
  select 'knowledge', k.id || '/' || k.version, make_interval(days => looked_days) + coalesce(
      (select n.at from knowledge_page n where n.id = k.id and n.version = k.version + 1),
      least((k.review_on + 1)::timestamp at time zone 'Europe/Amsterdam', k.at + interval '4 years')), null
  from knowledge_page k where k.mandate_id = named and length(k.sealed) > 0;
end $$;

drop function erase_minor_files(timestamptz);
create function erase_minors(files uuid[], questions uuid[], pages text[], moment timestamptz) returns void
language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  mine uuid[];
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases files of minors';
  end if;
  mine := array(select f.id from minor_file f where f.id = any(files) and f.mandate_id = ground_case());
  update minor_act set sealed = '' where file_id = any(mine) and length(sealed) > 0;
  update minor_transition set sealed = '' where file_id = any(mine);
  update minor_file set sealed = '', erased_at = moment, version = version + 1 where id = any(mine);
  update expert_question set sealed = '', advice = case when advice is not null then ''::bytea end where key = any(questions) and mandate_id = ground_case();
  update knowledge_page set sealed = '' where id || '/' || version = any(pages) and mandate_id = ground_case();
end $$;
