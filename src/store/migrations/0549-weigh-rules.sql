-- Which signs count in weighing, and for how much: a version that one person proposes and another adopts. Without an adopted one the set holds that comes
-- with the program (0). `signs`: all signs of the set with step and points; why each was changed is sealed.
create table weigh_rules (
  mandate_id text not null references mandate,
  version int not null check (version > 0),
  state text not null default 'proposed' check (state in ('proposed', 'adopted', 'refused', 'withdrawn')),
  signs jsonb not null check (jsonb_typeof(signs) = 'array'),
  digest text not null, -- SHA-256 of the signs
  base int not null check (base >= 0 and base < version), -- the version that held when it was proposed
  -- Of the program that it was proposed under: its version of weighing, SHA-256 of its tables, and of the set that came with it.
  weigh_version int not null,
  tables text not null,
  shipped text not null,
  effects jsonb not null, -- what it would have changed then: counts
  sealed bytea not null, -- the reasons
  by text not null references app_user,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  decided_by text references app_user,
  decided_at timestamptz,
  decided_sealed bytea,
  primary key (mandate_id, version),
  check ((state = 'proposed') = (decided_by is null)),
  -- Origin, nationality, ethnicity and what is said of groups count in no set (use rule never_score of data/indicators.csv).
  constraint weigh_rules_never_score check (not (signs @? '$[*] ? (@.of == "SX-T04" || @.of == "SX-T14" || @.of == "AN-23")'))
);
-- One waits at a time.
create unique index on weigh_rules (mandate_id) where state = 'proposed';

-- What was proposed stays as it was; it is decided once: adopted or refused by another person than proposed it, or withdrawn by the one who did.
create function rules_decided() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if old.state <> 'proposed' or (to_jsonb(new) - '{state,decided_by,decided_at,decided_sealed}'::text[])
      is distinct from (to_jsonb(old) - '{state,decided_by,decided_at,decided_sealed}'::text[]) then
    raise insufficient_privilege using message = 'A version of the rules of weighing is decided once, and stays as it was proposed.';
  end if;
  if new.state = 'withdrawn' and new.decided_by is distinct from old."by"
    or new.state in ('adopted', 'refused') and (new.decided_by is null or new.decided_by = old."by" or same_hands(old."by", new.decided_by, old.at)) then
    raise insufficient_privilege using message = 'Rules of weighing are adopted or refused by a second person, and withdrawn by the first.';
  end if;
  return new;
end $$;
create trigger decided before update on weigh_rules for each row
  when (current_setting('baken.retention', true) is distinct from 'on') execute function rules_decided();
create trigger never_deleted before delete on weigh_rules for each row execute function kept_as_written();

alter table weigh_rules enable row level security;
alter table weigh_rules force row level security;
create policy seen on weigh_rules for select using (mandate_id = (select ground_content()));
create policy proposed on weigh_rules for insert with check (
  mandate_id = (select ground_content()) and by = (select ground_user()) and state = 'proposed');
create policy decided on weigh_rules for update using (mandate_id = (select ground_content()) and state = 'proposed')
  with check (mandate_id = (select ground_content()) and decided_by = (select ground_user())
    and (state = 'withdrawn' or (select ground_role()) = 'coordinator'));

-- By which version each row was weighed; null in rows of before: that of the program.
alter table signal_history add column rules_version int check (rules_version >= 0);

-- A sign whose weight people changed says on which step it counts.
create or replace function evidence_step(reasons jsonb) returns smallint language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(max(case
    when r->>'step' = 'validated' then 3
    when r->>'step' = 'supported' then 2
    when r->>'step' = 'practice' then 1
    when r->>'evidence' in ('validated', 'duty') and coalesce((r->>'points')::numeric, 1) >= 1 then 3
    when r->>'evidence' in ('supported', 'delphi_strong', 'delphi_medium') then 2
    else 1 end), 0)::smallint
  from jsonb_array_elements(case jsonb_typeof(reasons) when 'array' then reasons else '[]' end) r where r->>'direction' = 'for'
$$;

select bind_rows('weigh_rules', 'mandate_id,version');
