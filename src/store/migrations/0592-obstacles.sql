-- Obstacles that the expert group meets in helping: what stands in the way, whose it is to take it away, and what came of it. They name nobody. How long each waits
-- follows from the clock. Five years after it was answered, or after its line of mandates ended, an obstacle loses its words.
create table obstacle (
  key uuid primary key,
  mandate_id text not null references mandate,
  owner text not null references app_user,
  sealed bytea not null, -- what stands in the way
  by text not null references app_user,
  at timestamptz not null default now(),
  answer_sealed bytea,
  answered_by text references app_user,
  answered_at timestamptz,
  check ((answered_at is null) = (answered_by is null)),
  check (answered_at is null or answer_sealed is not null)
);
create index on obstacle (mandate_id, at);

create function obstacle_changes() returns trigger language plpgsql set search_path = baken, pg_temp set bytea_output = 'hex' as $$
begin
  if not row_security_active(tg_relid) and ground_role() = 'system' and current_setting('baken.retention', true) = 'on'
    and to_jsonb(new)->>'sealed' = '\x' and to_jsonb(new) - '{sealed,answer_sealed}'::text[] = to_jsonb(old) - '{sealed,answer_sealed}'::text[] then
    return new;
  end if;
  if old.answered_at is not null or to_jsonb(new) - '{owner,answer_sealed,answered_by,answered_at}'::text[]
      is distinct from to_jsonb(old) - '{owner,answer_sealed,answered_by,answered_at}'::text[] then
    raise insufficient_privilege using message = 'An obstacle is not written over, and answered once.';
  end if;
  if new.answered_at is not null and (new.answered_by is distinct from ground_user() or new.owner is distinct from old.owner or old.owner is distinct from ground_user()) then
    raise insufficient_privilege using message = 'An obstacle is answered by its owner.';
  end if;
  return new;
end $$;
create trigger by_right before update on obstacle for each row execute function obstacle_changes();

alter table obstacle enable row level security;
create policy seen on obstacle for select using (mandate_id = (select ground_case()));
create policy written on obstacle for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()));
create policy changed on obstacle for update using (mandate_id = (select ground_case())
    and (owner = (select ground_user()) or (select ground_role()) in ('coordinator', 'system')))
  with check (mandate_id = (select ground_case()));

do $$
declare
  n bigint := bind_rows('obstacle', 'key');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('obstacle', n)));
  end if;
end $$;

create or replace function partner_clocks(named text, kept_years int, moment timestamptz)
returns table (what text, id uuid, due timestamptz, held_by text) language plpgsql stable set search_path = baken, pg_temp as $$
#variable_conflict use_column
begin
  return query with ended as (select holds_ended(named) as at), decision as (
    select a.key, a.partner_id, length(a.sealed) > 0 as has_words, least(ended.at, case a.state when 'refused' then a.decided_at when 'withdrawn' then a.withdrawn_at
        else (a.until_on + 1)::timestamp at time zone 'Europe/Amsterdam' end) as ended_at
    from partner_agreement a cross join ended where a.mandate_id = named
  )
  select 'agreements', d.key, d.ended_at + make_interval(years => kept_years),
    (select 'disclosure' from case_disclosure c where c.agreement = d.key and length(c.sealed) > 0 limit 1)
  from decision d where d.has_words
  union all
  select 'partners', o.id, coalesce((select max(d.ended_at) from decision d where d.partner_id = o.id), least(o.at, ended.at)) + make_interval(years => kept_years),
    (select 'agreement' from decision d where d.partner_id = o.id and d.has_words limit 1)
  from partner_organisation o cross join ended where o.mandate_id = named and length(o.sealed) > 0
  union all
  select 'obstacles', b.key, least(b.answered_at, ended.at) + make_interval(years => kept_years), null
  from obstacle b cross join ended where b.mandate_id = named and length(b.sealed) > 0;
end $$;

drop function erase_partners(uuid[], uuid[]);
create function erase_partners(agreements uuid[], partners uuid[], obstacles uuid[]) returns void
language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases words on partners';
  end if;
  update partner_agreement set sealed = '' where key = any(agreements) and mandate_id = ground_case();
  update partner_organisation set sealed = '' where id = any(partners) and mandate_id = ground_case();
  update obstacle set sealed = '', answer_sealed = case when answer_sealed is not null then ''::bytea end where key = any(obstacles) and mandate_id = ground_case();
end $$;
