-- Other instances with which two persons agreed to exchange whether a value is known: hit or no hit, on tokens under a key that the two share. No value itself
-- ever stands in what is sent. Every question is kept by its nonce, so that the same one is never answered twice.
create table peer (
  id uuid primary key,
  mandate_id text not null references mandate,
  name text not null check (length(name) between 1 and 80),
  url text not null,
  pem text not null, -- its public key (Ed25519)
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'), -- SHA-256 of that key as DER
  sealed bytea not null, -- the key that the two share
  until_on date not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'ended')),
  by text not null references app_user,
  at timestamptz not null default now(),
  decided_by text references app_user check (decided_by <> by),
  decided_at timestamptz,
  check (state <> 'confirmed' or decided_by is not null)
);
create unique index on peer (fingerprint) where state <> 'ended';

create table peer_question (
  peer uuid not null references peer,
  nonce uuid not null,
  way text not null check (way in ('out', 'in')),
  mandate_id text not null references mandate,
  tokens int not null check (tokens between 1 and 100),
  hits text check (hits ~ '^[01]+$'), -- null: no answer came
  digest bytea not null, -- SHA-256 of the question as it was signed
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (peer, way, nonce)
);
create index on peer_question (peer, way, at);

create function peer_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if (to_jsonb(new) - '{state,decided_by,decided_at}'::text[]) is distinct from (to_jsonb(old) - '{state,decided_by,decided_at}'::text[])
    or (old.state, new.state) not in (('proposed', 'confirmed'), ('proposed', 'ended'), ('confirmed', 'ended')) then
    raise insufficient_privilege using message = 'What was agreed with another instance is not written over.';
  end if;
  if new.state = 'confirmed' and same_hands(new.decided_by, new."by", new.at) then
    raise insufficient_privilege using message = 'An exchange with another instance takes two persons.';
  end if;
  return new;
end $$;
create trigger by_right before update on peer for each row execute function peer_changes();

create function peer_question_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new) - 'hits' is distinct from to_jsonb(old) - 'hits' or old.hits is not null or old.way <> 'out' then
    raise insufficient_privilege using message = 'A question between instances is not written over.';
  end if;
  return new;
end $$;
create trigger by_right before update on peer_question for each row execute function peer_question_changes();

-- Whose key this is, for whoever signs with it and has no account here: only of an exchange that holds today.
create function peer_of(named text) returns table (id uuid, mandate_id text) language sql stable security definer set search_path = baken, pg_temp as $$
  select p.id, p.mandate_id from peer p where p.fingerprint = named and p.state = 'confirmed' and p.until_on >= today()
$$;

alter table peer enable row level security;
create policy seen on peer for select using (mandate_id = (select ground_case()) and (select ground_role()) in ('coordinator', 'prosecutor', 'system'));
create policy written on peer for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));
create policy decided on peer for update using (mandate_id = (select ground_case()) and (select ground_role()) in ('coordinator', 'prosecutor'))
  with check (mandate_id = (select ground_case()));
alter table peer_question enable row level security;
create policy seen on peer_question for select using (mandate_id = (select ground_case()) and (select ground_role()) in ('coordinator', 'system'));
create policy written on peer_question for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));
create policy answered on peer_question for update using (mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) = 'coordinator')
  with check (mandate_id = (select ground_case()));

do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('peer', bind_rows('peer', 'id')),
    ('peer_question', bind_rows('peer_question', 'peer,way,nonce'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
