-- The track for minors: one file for each child, for its members only. Whatever is done in it is a row that is never changed; what a file says
-- stands sealed in those rows. No column holds a picture, an origin, a score or an order.

create table minor_file (
  id uuid primary key, -- drawn at random: a number in a row would tell how many files there are
  mandate_id text not null references mandate,
  version int not null default 1,
  state text not null default 'open' check (state in ('open', 'closed')),
  -- Doubt counts as under age until a named person decides.
  age text not null default 'doubt' check (age in ('minor', 'doubt', 'adult')),
  form text not null check (form in ('criminal', 'labour', 'sexual', 'other', 'unknown')),
  -- Whether the child is safe, as answered last, and since when that question waits.
  safe text check (safe in ('yes', 'no', 'unknown')),
  safe_asked_at timestamptz not null default now(),
  safe_told_at timestamptz, -- when the clock passed without an answer, and the members were told
  -- Suspected of something as well: a prosecutor is told, and decides.
  notice text check (notice in ('open', 'answered')),
  lesson text check (lesson ~ '^[a-z][a-z-]{1,39}$'), -- what a closed file teaches, from the list of lessons
  opened_by text not null references app_user,
  opened_at timestamptz not null default now(),
  closed_by text references app_user,
  closed_at timestamptz,
  erased_at timestamptz,
  sealed bytea not null -- the name of the child
);
create index on minor_file (mandate_id);

create table minor_member (
  file_id uuid not null references minor_file,
  user_id text not null references app_user,
  mandate_id text not null references mandate,
  rights text[] not null check (rights <@ '{read,work,names,approve,override,members}' and 'read' = any (rights)),
  until date, -- the last day; null: as long as the file is there
  added_by text not null references app_user,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (file_id, user_id)
);
create index on minor_member (user_id) where removed_at is null;

create table minor_act (
  file_id uuid not null references minor_file,
  no int not null,
  mandate_id text not null references mandate,
  act text not null,
  about text, -- `step:care`, `act:3`, `investigate`
  by text not null references app_user,
  at timestamptz not null default now(),
  sealed bytea not null,
  primary key (file_id, no)
);
create trigger never_changed before update or delete on minor_act for each row execute function kept_as_written();

-- A transition rests on recorded consent, or on an override that somebody else recorded: on one of the two.
create table minor_transition (
  file_id uuid not null references minor_file,
  no int not null,
  mandate_id text not null references mandate,
  kind text not null check (kind in ('assignment', 'transfer', 'referral', 'request')),
  to_user text references app_user, -- null: an organisation, named in the sealed words
  state text not null default 'in-progress' check (state in ('in-progress', 'accepted', 'rejected', 'done', 'revoked')),
  consent int,
  override int,
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (file_id, no),
  foreign key (file_id, consent) references minor_act (file_id, no),
  foreign key (file_id, override) references minor_act (file_id, no),
  check ((consent is null) <> (override is null))
);

-- A question to the expert group, which names nobody; of which file it came stands in that file alone.
create table expert_question (
  key uuid primary key,
  mandate_id text not null references mandate,
  sealed bytea not null,
  advice bytea,
  by text not null references app_user,
  at timestamptz not null default now(),
  advised_by text references app_user,
  advised_at timestamptz
);
create index on expert_question (mandate_id, at);

-- What was learned, in versions, each with the day on which somebody looks at it again.
create table knowledge_page (
  id uuid not null,
  version int not null check (version > 0),
  mandate_id text not null references mandate,
  review_on date not null,
  -- From how many closed files it came; null: from a source.
  files int check (files >= 5),
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (id, version)
);
create trigger never_changed before update or delete on knowledge_page for each row execute function kept_as_written();

-- Files that the user of this transaction is a member of today. These functions read past row-level security, or it would ask itself.
create function my_minors() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select m.file_id from minor_member m where m.user_id = ground_user() and m.removed_at is null
    and m.mandate_id = ground_case() and (m.until is null or m.until >= today())
  union all
  select f.id from minor_file f where ground_role() = 'system' and f.mandate_id = ground_case()
$$;

create function minor_right(wanted uuid, needed text) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from minor_member m where m.file_id = wanted and m.user_id = ground_user() and m.removed_at is null
      and m.mandate_id = ground_case() and (m.until is null or m.until >= today()) and needed = any (m.rights))
    or ground_role() = 'system' and ground_case() is not null
$$;

-- Who opened a file that has no member yet: writes the first one.
create function minor_founder(wanted uuid) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from minor_file f where f.id = wanted and f.opened_by = ground_user() and f.mandate_id = ground_case())
    and not exists (select 1 from minor_member m where m.file_id = wanted)
$$;

-- Whether the user of this transaction is in a file that asked this question.
create function my_question(wanted uuid) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from minor_act a where a.act = 'question' and a.about = 'question:' || wanted and a.file_id in (select my_minors()))
$$;

-- How many closed files teach this; null under five, whoever asks.
create function lesson_files(named text) returns int language sql stable security definer set search_path = baken, pg_temp as $$
  select nullif(greatest(count(*), 4), 4)::int from minor_file f where f.mandate_id = ground_case() and f.state = 'closed' and f.lesson = named
$$;

-- Nothing of an investigation begins before somebody said whether the child is safe.
create function safe_first() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if new.act in ('task', 'task-take', 'task-finish') and new.about like 'investigate%'
    and not exists (select 1 from minor_file f where f.id = new.file_id and f.safe in ('yes', 'no')) then
    raise insufficient_privilege using message = 'First whether the child is safe, then tasks of the investigation.';
  end if;
  return new;
end $$;
create trigger safe_first before insert on minor_act for each row execute function safe_first();

create function transition_rests() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  rests record;
begin
  if tg_op = 'UPDATE' and (new.kind, new.to_user, new.consent, new.override, new."by", new.at) is distinct from (old.kind, old.to_user, old.consent, old.override, old."by", old.at) then
    raise insufficient_privilege using message = 'What a transition rests on is not written over.';
  end if;
  if tg_op = 'UPDATE' and new.state in ('rejected', 'revoked') then
    return new;
  end if;
  select a.act, a."by", a.at into rests from minor_act a where a.file_id = new.file_id and a.no = coalesce(new.consent, new.override);
  if (new.consent is not null and rests.act is distinct from 'consent')
    or (new.override is not null and (rests.act is distinct from 'override' or rests."by" = new."by" or same_hands(rests."by", new."by", rests.at)))
    or exists (select 1 from minor_act w where w.file_id = new.file_id and w.act in ('consent-withdraw', 'override-withdraw')
      and w.about = 'act:' || coalesce(new.consent, new.override)) then
    raise insufficient_privilege using message = 'No transition without consent, or an override that somebody else recorded.';
  end if;
  return new;
end $$;
create trigger rests before insert or update on minor_transition for each row
  when (current_setting('baken.retention', true) is distinct from 'on') execute function transition_rests();

create function minor_file_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if row_security_active(tg_relid) and (new.id, new.mandate_id, new.opened_by, new.opened_at, new.sealed) is distinct from (old.id, old.mandate_id, old.opened_by, old.opened_at, old.sealed) then
    raise insufficient_privilege using message = 'The origin of a file is not written over.';
  end if;
  if row_security_active(tg_relid) and (new.state is distinct from old.state or new.age is distinct from old.age) and not minor_right(new.id, 'approve') then
    raise insufficient_privilege using message = 'Age and end of a file are decided by who may approve.';
  end if;
  return new;
end $$;
create trigger by_right before update on minor_file for each row execute function minor_file_changes();

-- Half a year after its end a file loses its words; numbers, times and who did what stay.
create function erase_minor_files(moment timestamptz) returns bigint language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  mine uuid[];
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases files of minors';
  end if;
  mine := array(select f.id from minor_file f where f.mandate_id = ground_case() and f.state = 'closed' and f.erased_at is null
    and f.closed_at + interval '6 months' <= moment order by f.id limit 1000 for update);
  update minor_act set sealed = '' where file_id = any(mine);
  update minor_transition set sealed = '' where file_id = any(mine);
  update minor_file set sealed = '', erased_at = moment, version = version + 1 where id = any(mine);
  return cardinality(mine);
end $$;

do $$
declare
  t text;
  found_rows jsonb;
begin
  foreach t in array array['minor_file', 'minor_member', 'minor_act', 'minor_transition', 'expert_question', 'knowledge_page'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['minor_member', 'minor_act', 'minor_transition'] loop
    execute format('create policy seen on %I for select using (file_id in (select my_minors()))', t);
  end loop;
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('minor_file', bind_rows('minor_file', 'id')),
    ('minor_member', bind_rows('minor_member', 'file_id,user_id')),
    ('minor_act', bind_rows('minor_act', 'file_id,no')),
    ('minor_transition', bind_rows('minor_transition', 'file_id,no')),
    ('expert_question', bind_rows('expert_question', 'key')),
    ('knowledge_page', bind_rows('knowledge_page', 'id,version'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;

create policy seen on minor_file for select using (id in (select my_minors()));
create policy written on minor_file for insert with check (mandate_id = (select ground_case()) and opened_by = (select ground_user()));
create policy changed on minor_file for update using (id in (select my_minors())) with check (mandate_id = (select ground_case()));

create policy written on minor_member for insert with check (
  mandate_id = (select ground_case()) and (minor_founder(file_id) or minor_right(file_id, 'members')));
create policy changed on minor_member for update using (minor_right(file_id, 'members')) with check (mandate_id = (select ground_case()));

create policy written on minor_act for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and file_id in (select my_minors()));

create policy written on minor_transition for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and minor_right(file_id, 'work'));
create policy changed on minor_transition for update using (minor_right(file_id, 'work') or to_user = (select ground_user()) and file_id in (select my_minors()))
  with check (mandate_id = (select ground_case()));

create policy seen on expert_question for select using (mandate_id = (select ground_case())
  and (by = (select ground_user()) or (select ground_role()) in ('expert', 'system') or my_question(key)));
create policy written on expert_question for insert with check (mandate_id = (select ground_case()) and by = (select ground_user()));
create policy advised on expert_question for update using (mandate_id = (select ground_case()) and (select ground_role()) in ('expert', 'system'))
  with check (mandate_id = (select ground_case()) and by <> (select ground_user()));

create policy seen on knowledge_page for select using (mandate_id = (select ground_case()));
create policy written on knowledge_page for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) in ('expert', 'coordinator', 'system'));
