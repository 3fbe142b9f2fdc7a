-- Decisions on partners have a clock: five years after a decision ended (its last day, the day it was taken back or refused) its words go, as do those of a case, unless
-- a case still tells what was disclosed on it; an organisation loses its name and where it is reached five years after its last decision ended. Kind, article,
-- fields, days and who decided stay. A line that has ended for good ends its decisions.
create function partner_clocks(named text, kept_years int, moment timestamptz)
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
  from partner_organisation o cross join ended where o.mandate_id = named and length(o.sealed) > 0;
end $$;

create function erase_partners(agreements uuid[], partners uuid[]) returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases words on partners';
  end if;
  update partner_agreement set sealed = '' where key = any(agreements) and mandate_id = ground_case();
  update partner_organisation set sealed = '' where id = any(partners) and mandate_id = ground_case();
end $$;

create or replace function agreement_changes() returns trigger language plpgsql set search_path = baken, pg_temp set bytea_output = 'hex' as $$
begin
  if not row_security_active(tg_relid) and ground_role() = 'system' and current_setting('baken.retention', true) = 'on'
    and to_jsonb(new)->>'sealed' = '\x' and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
    return new;
  end if;
  if (to_jsonb(new) - '{state,decided_by,decided_at,withdrawn_by,withdrawn_at}'::text[]) is distinct from (to_jsonb(old) - '{state,decided_by,decided_at,withdrawn_by,withdrawn_at}'::text[])
    or (old.state, new.state) not in (('proposed', 'confirmed'), ('proposed', 'refused'), ('confirmed', 'withdrawn')) then
    raise insufficient_privilege using message = 'A decision on a partner is not written over.';
  end if;
  if new.state = 'confirmed' and same_hands(new.decided_by, new."by", new.at) then
    raise insufficient_privilege using message = 'A decision on a partner takes two persons.';
  end if;
  return new;
end $$;
