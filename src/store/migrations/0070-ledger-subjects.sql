-- Who saw this number, advert, network or person, when and why: an index of what each entry of the ledger is about.

-- What an entry is about: its subject, values that were looked up, adverts whose text was shown, signals in a list, a network,
-- and what a reader of the ledger asked about.
create function ledger_subjects(act text, subject text, detail jsonb) returns text[]
language sql immutable parallel safe set search_path = baken, pg_temp as $$
  select array(
    select subject where subject is not null
    union select 'fact:' || v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'facts') when 'array' then detail -> 'facts' else '[]' end) v
    union select case act when 'signals.list' then 'signal:' else 'advert:' end || v
      from jsonb_array_elements_text(case jsonb_typeof(detail -> 'shown') when 'array' then detail -> 'shown' else '[]' end) v
    union select 'advert:' || v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'adverts') when 'array' then detail -> 'adverts' else '[]' end) v
    union select v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'about') when 'array' then detail -> 'about' else '[]' end) v
    union select v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'because') when 'array' then detail -> 'because' else '[]' end) v
    union select 'network:' || (detail ->> 'network') where jsonb_typeof(detail -> 'network') = 'number')
$$;

-- What the pipeline writes down of captures and erasing is left out: nobody saw anything then, and it is most of the ledger.
create index ledger_about on ledger using gin (ledger_subjects(act, subject, detail))
  where act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key');
-- The reason that was given for a mandate holds for what follows under it.
create index ledger_reason on ledger (actor, no) where act = 'mandate.choose';

-- Numbers of the entries about any of `about`, about an advert that states one of `blinds` under the mandate in force, or by `person`;
-- newest first. Row security would keep the index from being used (&& is not leakproof), so this belongs to the owner and checks the
-- role itself: auditors find all acts, others their own. How many adverts state a value is known to content roles and auditors only.
create function ledger_about(about text[], blinds text[], person text, only_actor text, seen_from timestamptz, seen_to timestamptz,
  before_no bigint, most int) returns setof bigint
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
declare
  asking text := current_setting('baken.user', true);
  ground text := ground_for('{analyst,detective,coordinator,auditor,system}');
  own text := case when ground_role() in ('auditor', 'system') then only_actor else ground_user() end;
  wanted text[] := about;
begin
  if ground is not null and cardinality(blinds) > 0 then
    -- Auditors see no facts themselves: they are counted as the system does, which is turned back before anything is answered.
    perform set_config('baken.user', 'pipeline', true);
    wanted := wanted || array(select distinct 'advert:' || f.advert_id from (select advert_id from fact
      where mandate_id = ground and blind = any (blinds) and fact.state <> 'rejected' limit 5000) f);
    perform set_config('baken.user', asking, true);
  end if;
  return query select l.no from ledger l
    where (own is null or l.actor = own)
      and (l.act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key')
          and ledger_subjects(l.act, l.subject, l.detail) && wanted or l.actor = person)
      and (seen_from is null or l.at >= seen_from) and (seen_to is null or l.at < seen_to) and (before_no is null or l.no < before_no)
    order by l.no desc limit most;
end $$;
