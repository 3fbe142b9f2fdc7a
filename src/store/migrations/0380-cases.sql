-- Cases: who works on what and until when, what each holds as it was when it was pinned, and who asked to be let in. A case exists for its members only.

-- The mandate in force for roles that may be members of a case.
create function ground_case() returns text language sql stable as $$
  select baken.ground_for('{analyst,detective,coordinator,prosecutor,expert,system}')
$$;

-- Who may lead a case, until when; the newest row of a person holds.
create table certificate (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  user_id text not null references app_user,
  level text not null check (level in ('in-training', 'certified')),
  valid_until date not null,
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on certificate (mandate_id, user_id, id desc);

create table case_file (
  id uuid primary key, -- drawn at random: a number in a row would tell how many cases there are
  mandate_id text not null references mandate,
  state text not null default 'open' check (state in ('open', 'at-prosecutor', 'closed')),
  version int not null default 1,
  sealed bytea not null, -- title and purpose
  basis text not null, -- that of the mandate on the day of opening
  form text not null,
  until date not null, -- the last day on which anything is added or changed
  proposal_id int references proposal,
  record_id int references weighing_record,
  lead text not null references app_user,
  opened_by text not null references app_user,
  opened_at timestamptz not null default now(),
  closed_by text references app_user,
  closed_at timestamptz,
  outcome text
);
create index on case_file (mandate_id);
create index on case_file (record_id);

create table case_member (
  case_id uuid not null references case_file,
  user_id text not null references app_user,
  mandate_id text not null references mandate,
  rights text[] not null check (rights <@ '{read,add,change,members,close}' and 'read' = any (rights)),
  added_by text not null references app_user,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (case_id, user_id)
);
create index on case_member (user_id) where removed_at is null;

create table case_item (
  case_id uuid not null references case_file,
  no int not null, -- within the case, and shown inside only
  mandate_id text not null references mandate,
  kind text not null check (kind in ('network', 'advert', 'report', 'signal')),
  ref text not null,
  version int not null, -- of what was pinned
  adverts int[] not null, -- which the case keeps from erasing
  sealed bytea not null, -- what was pinned, whole
  digest bytea not null, -- SHA-256 of it before it was sealed
  words bytea not null, -- how it is called, and why it was pinned
  confirmed boolean not null default false,
  confirmed_by text references app_user,
  confirmed_at timestamptz,
  by text not null references app_user,
  at timestamptz not null default now(),
  kept_at timestamptz, -- when its day of erasing came and nothing but a case kept it
  primary key (case_id, no)
);
create index on case_item using gin (adverts);

-- A new lead takes two persons.
create table case_lead_change (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  user_id text not null references app_user,
  by text not null references app_user,
  at timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'done', 'refused')),
  decided_by text references app_user,
  decided_at timestamptz,
  primary key (case_id, no)
);

-- What was done in a case, with the reason; never changed.
create table case_act (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  act text not null,
  about text, -- `item:3`, `user:NAME`
  by text not null references app_user,
  at timestamptz not null default now(),
  sealed bytea not null,
  primary key (case_id, no)
);
create trigger never_changed before update or delete on case_act for each row execute function kept_as_written();

-- Somebody asks to be let in to whatever case holds this, if any does: written the same way whether one does or not.
create table access_request (
  id bigint generated always as identity primary key, -- never leaves
  key uuid not null unique,
  mandate_id text not null references mandate,
  kind text not null check (kind in ('case', 'proposal', 'signal', 'network', 'advert', 'report')),
  ref text not null,
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on access_request (mandate_id, kind, ref);
create index on access_request (by, at);

-- Those of them that a case has seen and leaves.
create table case_answer (
  case_id uuid not null references case_file,
  request_id bigint not null references access_request,
  mandate_id text not null references mandate,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, request_id)
);

-- The cases that the user of this transaction is a member of. These functions read past row-level security, or it would ask itself.
create function my_cases() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select m.case_id from case_member m where m.user_id = ground_user() and m.removed_at is null and m.mandate_id = ground_case()
  union all
  select f.id from case_file f where ground_role() = 'system' and f.mandate_id = ground_case()
$$;

create function case_right(wanted uuid, needed text) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from case_member m where m.case_id = wanted and m.user_id = ground_user() and m.removed_at is null
      and m.mandate_id = ground_case() and needed = any (m.rights))
    or ground_role() = 'system' and ground_case() is not null
$$;

-- Who opened a case that has no member yet: writes the first one.
create function case_founder(wanted uuid) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from case_file f where f.id = wanted and f.opened_by = ground_user() and f.mandate_id = ground_case())
    and not exists (select 1 from case_member m where m.case_id = wanted)
$$;

-- Whether a case has to do with something: holds it, or came of a proposal that bundles it.
create function case_holds(wanted uuid, what text, named text) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select what = 'case' and named = wanted::text
    or exists (select 1 from case_item i where i.case_id = wanted and i.kind = what and i.ref = named)
    or what = 'proposal' and exists (select 1 from case_file f where f.id = wanted and f.proposal_id::text = named)
    or what = 'advert' and exists (select 1 from case_item i cross join lateral unnest(i.adverts) a where i.case_id = wanted and a::text = named)
    or what in ('signal', 'network') and exists (
      select 1 from case_file f left join proposal p on p.id = f.proposal_id
        join signal s on s.mandate_id = f.mandate_id and (s.id = any (p.signals)
          or exists (select 1 from case_item i where i.case_id = f.id and i.kind = 'signal' and i.ref = s.id::text))
      where f.id = wanted and case what when 'signal' then s.id::text else s.network_id::text end = named)
$$;

-- Requests for access that reach the user of this transaction, who may let people in to a case that has to do with them.
create function asked_of_me() returns table (request bigint, of_case uuid) language sql stable security definer set search_path = baken, pg_temp as $$
  select r.id, f.id from case_member m join case_file f on f.id = m.case_id and f.state <> 'closed'
    join access_request r on r.mandate_id = f.mandate_id
  where m.user_id = ground_user() and m.removed_at is null and m.mandate_id = ground_case() and 'members' = any (m.rights)
    and not exists (select 1 from case_member o where o.case_id = f.id and o.user_id = r.by and o.removed_at is null)
    and not exists (select 1 from case_answer a where a.case_id = f.id and a.request_id = r.id)
    and case_holds(f.id, r.kind, r.ref)
$$;

-- Whose screens hear of a request: for the server, which tells the asker nothing.
create function told_of_request(named uuid) returns setof text language sql stable security definer set search_path = baken, pg_temp as $$
  select distinct m.user_id from access_request r join case_file f on f.mandate_id = r.mandate_id and f.state <> 'closed'
    join case_member m on m.case_id = f.id and m.removed_at is null and 'members' = any (m.rights)
  where r.key = named and r.by = ground_user() and case_holds(f.id, r.kind, r.ref)
$$;

-- Who did and saw what in a case, from the ledger: for its members.
create function case_ledger(wanted uuid, most int) returns table (no bigint, at timestamptz, actor text, act text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select l.no, l.at, l.actor, l.act from ledger l
  where l.subject = 'case:' || wanted and wanted in (select my_cases()) order by l.no desc limit most
$$;

-- A member other than who asked for it confirms a new lead; the accounts of one person are told apart before (second-person.ts).
create function take_lead(wanted uuid, change int) returns boolean language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  taken record;
begin
  update case_lead_change c set state = 'done', decided_by = ground_user(), decided_at = now()
    where c.case_id = wanted and c.no = change and c.state = 'asked' and c.by <> ground_user()
      and not same_hands(c.by, ground_user(), c.at) and case_right(wanted, 'read')
    returning c.user_id, c.mandate_id, c.by as asked_by into taken;
  if not found then
    return false;
  end if;
  insert into case_member (case_id, user_id, mandate_id, rights, added_by)
    values (wanted, taken.user_id, taken.mandate_id, '{read,add,change,members,close}', taken.asked_by)
    on conflict (case_id, user_id) do update set rights = excluded.rights, removed_at = null;
  -- Who led until now stays a member, unless the account is closed.
  update case_member m set removed_at = now() from case_file f join app_user u on u.id = f.lead
    where f.id = wanted and m.case_id = wanted and m.user_id = f.lead and m.user_id <> taken.user_id and not u.active;
  update case_file set lead = taken.user_id, version = version + 1 where id = wanted;
  return true;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['certificate', 'case_file', 'case_member', 'case_item', 'case_lead_change', 'case_act', 'access_request', 'case_answer'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['case_member', 'case_item', 'case_lead_change', 'case_act', 'case_answer'] loop
    execute format('create policy seen on %I for select using (case_id in (select my_cases()))', t);
  end loop;
end $$;
create policy by_ground on certificate using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

create policy seen on case_file for select using (id in (select my_cases()));
create policy written on case_file for insert with check (
  mandate_id = (select ground_case()) and opened_by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));
create policy changed on case_file for update using (id in (select my_cases())) with check (mandate_id = (select ground_case()));

create policy written on case_member for insert with check (
  mandate_id = (select ground_case()) and (case_founder(case_id) or case_right(case_id, 'members')));
create policy changed on case_member for update using (case_right(case_id, 'members')) with check (mandate_id = (select ground_case()));

create policy written on case_item for insert with check (mandate_id = (select ground_case()) and case_right(case_id, 'add'));
create policy changed on case_item for update using (case_right(case_id, 'change')) with check (mandate_id = (select ground_case()));

create policy written on case_lead_change for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'members'));
create policy changed on case_lead_change for update using (case_right(case_id, 'read')) with check (mandate_id = (select ground_case()));

create policy written on case_act for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_id in (select my_cases()));

create policy seen on access_request for select using (
  mandate_id = (select ground_case())
    and (by = (select ground_user()) or id in (select request from asked_of_me()) or (select ground_role()) = 'system'));
create policy written on access_request for insert with check (mandate_id = (select ground_case()) and by = (select ground_user()));

create policy written on case_answer for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'members'));

-- Who may be let in to a case under the mandate in force.
create function case_people() returns table (id text, name text, role text) language sql stable security definer set search_path = baken, pg_temp as $$
  select u.id, u.name, u.role from app_user u join user_mandate um on um.user_id = u.id and um.mandate_id = ground_case()
  where u.active and u.role in ('analyst', 'detective', 'coordinator', 'prosecutor', 'expert') order by u.name, u.id limit 1000
$$;
