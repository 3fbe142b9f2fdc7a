-- Mandates, users and the ledger; the functions that row-level security rests on.

create table mandate (
  id text primary key,
  legal_basis text not null,
  purpose text not null,
  forms text[] not null,
  sources text[] not null,
  granted_by text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  keep text not null check (keep in ('sealed', 'open')),
  erase_after_days int not null check (erase_after_days between 1 and 3650),
  withdrawn_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table app_user (
  id text primary key,
  name text not null,
  role text not null check (role in ('analyst', 'detective', 'coordinator', 'officer', 'partner', 'auditor', 'operator', 'administrator', 'system')),
  password_hash text, -- null: cannot sign in (the pipeline, the console)
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table user_mandate (
  user_id text not null references app_user,
  mandate_id text not null references mandate,
  granted_at timestamptz not null default now(),
  primary key (user_id, mandate_id)
);

create table session (
  token_hash bytea primary key,
  user_id text not null references app_user,
  mandate_id text references mandate,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table sign_in_failure (
  user_id text not null,
  at timestamptz not null default now()
);
create index on sign_in_failure (user_id, at);

insert into app_user (id, name, role) values ('pipeline', 'Baken', 'system'), ('console', 'Console', 'system');

-- Who asks, and on what ground: set for one transaction by the server (store/ground.ts). Absent settings give ''.
create function ground_user() returns text language sql stable as $$ select current_setting('baken.user', true) $$;

-- The mandate in force for this transaction, for a user with one of the given roles; null otherwise. The user must be active
-- and may work under the mandate, and the mandate is valid now. One exception: the retention job of the system goes on after a
-- mandate ended, because what was kept under it must still be erased on time; it is asked for by name in the transaction and is no
-- way in for people (role `system`). In plpgsql, whose plans are kept: as SQL functions these cost 0.09 ms a statement, not 0.02.
create function ground_for(roles text[]) returns text language plpgsql stable security definer set search_path = baken, pg_temp as $$
begin
  return (
    select m.id from app_user u join mandate m on m.id = current_setting('baken.mandate', true)
    where u.id = current_setting('baken.user', true) and u.active and (roles is null or u.role = any (roles))
      and ((m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until)
        or (u.role = 'system' and current_setting('baken.retention', true) = 'on'))
      and (u.role = 'system' or exists (select 1 from user_mandate um where um.user_id = u.id and um.mandate_id = m.id)));
end $$;

create function ground_mandate() returns text language sql stable as $$ select baken.ground_for(null) $$;

create function ground_role() returns text language plpgsql stable security definer set search_path = baken, pg_temp as $$
begin
  return (select role from app_user where id = current_setting('baken.user', true) and active);
end $$;

-- Content (adverts, captures, facts, networks, signals): the mandate in force, and a role that may read content.
create function ground_content() returns text language sql stable as $$
  select baken.ground_for('{analyst,detective,coordinator,system}')
$$;

-- Operation (sources, hosts, addresses): content roles and operators.
create function ground_operation() returns text language sql stable as $$
  select baken.ground_for('{analyst,detective,coordinator,operator,system}')
$$;

-- The ledger. `entry` is the exact text that was hashed: hash = sha256(prev || entry). The other columns repeat it for queries.
create table ledger (
  no bigint primary key,
  at timestamptz not null,
  actor text not null,
  mandate text,
  act text not null,
  subject text,
  detail jsonb not null,
  entry text not null,
  prev bytea not null,
  hash bytea not null
);
create index on ledger (actor, no);
create index on ledger (mandate, no);
create index on ledger (subject, no);

-- Chains a new row to the last one. The lock makes numbers and hashes follow the order of commits; it is held to the commit.
create function ledger_chain() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(7267331, 1);
  select l.no, l.hash into last from ledger l order by l.no desc limit 1;
  new.no := coalesce(last.no, 0) + 1;
  new.at := clock_timestamp();
  new.prev := coalesce(last.hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea);
  new.detail := coalesce(new.detail, '{}'::jsonb);
  new.entry := jsonb_build_object('no', new.no, 'at', to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actor', new.actor, 'mandate', new.mandate, 'act', new.act, 'subject', new.subject, 'detail', new.detail)::text;
  new.hash := sha256(new.prev || convert_to(new.entry, 'UTF8'));
  return new;
end $$;
create trigger ledger_chain before insert on ledger for each row execute function ledger_chain();

create function ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_append_only before update or delete on ledger for each row execute function ledger_refuse();
create trigger ledger_no_truncate before truncate on ledger for each statement execute function ledger_refuse();

-- Not forced on the owner: the chain's trigger runs as the owner and must see the last entry whoever wrote it.
alter table ledger enable row level security;
-- Own acts for everyone; everything for auditors. Inserts name their own actor.
create policy ledger_read on ledger for select using (actor = ground_user() or (select ground_role()) in ('auditor', 'system'));
create policy ledger_append on ledger for insert with check (actor = ground_user());
