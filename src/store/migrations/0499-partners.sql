-- Partners: organisations outside the police, the written decision on which each may be told something (Wpg, articles 16 and 18 to 20) with the data it covers
-- and its last day, and what was disclosed to them from a case. After that day, or when it is taken back, a partner sees nothing of it any more.

create function ground_partner() returns text language sql stable as $$
  select baken.ground_for('{partner}')
$$;

create table partner_organisation (
  id uuid primary key,
  mandate_id text not null references mandate,
  kind text not null check (kind in ('municipality', 'care', 'protection', 'inspectorate', 'comensha')),
  users text[] not null, -- accounts of its people
  sealed bytea not null, -- what it is called, and where it is reached
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on partner_organisation (mandate_id);

create table partner_agreement (
  key uuid primary key,
  mandate_id text not null references mandate,
  partner_id uuid not null references partner_organisation,
  article text not null check (article in ('16', '18', '19', '20')),
  fields text[] not null check (cardinality(fields) > 0),
  until_on date not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused', 'withdrawn')),
  sealed bytea not null, -- the interest that it serves, and its conditions
  by text not null references app_user,
  at timestamptz not null default now(),
  decided_by text references app_user check (decided_by <> by),
  decided_at timestamptz,
  withdrawn_by text references app_user,
  withdrawn_at timestamptz,
  check (state not in ('confirmed', 'withdrawn') or decided_by is not null)
);
create index on partner_agreement (partner_id);

create table case_disclosure (
  key uuid primary key,
  case_id uuid not null references case_file,
  mandate_id text not null references mandate,
  agreement uuid not null references partner_agreement,
  fields text[] not null check (cardinality(fields) > 0),
  state text not null default 'asked' check (state in ('asked', 'shared', 'refused')),
  sealed bytea not null, -- what is disclosed
  digest bytea not null, -- SHA-256 of it, with a salt that is sealed as well
  by text not null references app_user,
  at timestamptz not null default now(),
  decided_by text references app_user check (decided_by <> by),
  decided_at timestamptz,
  check (state <> 'shared' or decided_by is not null)
);
create index on case_disclosure (case_id);

create function agreement_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if (to_jsonb(new) - '{state,decided_by,decided_at,withdrawn_by,withdrawn_at}'::text[]) is distinct from (to_jsonb(old) - '{state,decided_by,decided_at,withdrawn_by,withdrawn_at}'::text[])
    or (old.state, new.state) not in (('proposed', 'confirmed'), ('proposed', 'refused'), ('confirmed', 'withdrawn')) then
    raise insufficient_privilege using message = 'A decision on a partner is not written over.';
  end if;
  if new.state = 'confirmed' and same_hands(new.decided_by, new."by", new.at) then
    raise insufficient_privilege using message = 'A decision on a partner takes two persons.';
  end if;
  return new;
end $$;
create trigger by_right before update on partner_agreement for each row execute function agreement_changes();

-- Nothing is disclosed outside a decision that holds today, by one person alone, or otherwise than it was asked.
create function disclosure_within() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if tg_op = 'UPDATE' and ((to_jsonb(new) - '{state,decided_by,decided_at}'::text[]) is distinct from (to_jsonb(old) - '{state,decided_by,decided_at}'::text[]) or old.state <> 'asked') then
    raise insufficient_privilege using message = 'What was disclosed is not written over.';
  end if;
  if new.state = 'refused' then
    return new;
  end if;
  if not exists (select 1 from partner_agreement a where a.key = new.agreement and a.mandate_id = new.mandate_id and a.state = 'confirmed'
      and a.until_on >= today() and new.fields <@ a.fields) then
    raise insufficient_privilege using message = 'Nothing is disclosed outside a decision that holds.';
  end if;
  if new.state = 'shared' and same_hands(new.decided_by, new."by", new.at) then
    raise insufficient_privilege using message = 'A disclosure takes two persons.';
  end if;
  return new;
end $$;
create trigger within before insert or update on case_disclosure for each row
  when (current_setting('baken.retention', true) is distinct from 'on') execute function disclosure_within();

-- What was disclosed loses its words with the case. Asked as JSON, since cases got the column with a later migration.
create function erase_disclosures() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new)->>'erased_at' is not null and current_setting('baken.retention', true) = 'on' then
    update case_disclosure set sealed = '' where case_id = new.id and length(sealed) > 0;
  end if;
  return null;
end $$;
create trigger erase_disclosures after update on case_file for each row execute function erase_disclosures();

-- What was disclosed to the user of this transaction and is not over. Reads past row-level security, or it would ask itself.
create function my_disclosures() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select d.key from case_disclosure d join partner_agreement a on a.key = d.agreement join partner_organisation o on o.id = a.partner_id
  where d.mandate_id = ground_partner() and d.state = 'shared' and a.state = 'confirmed' and a.until_on >= today() and ground_user() = any (o.users)
$$;

-- Under which number the ledger has the disclosure, for the partner to whom it was.
create function disclosure_entry(named uuid) returns bigint language sql stable security definer set search_path = baken, pg_temp as $$
  select l.no from case_disclosure d join ledger l on l.subject = 'case:' || d.case_id and l.act = 'case.share' and l.detail->>'in' = 'disclosure:' || d.key
  where d.key = named and d.key in (select my_disclosures())
$$;

do $$
declare
  t text;
  found_rows jsonb;
begin
  foreach t in array array['partner_organisation', 'partner_agreement', 'case_disclosure'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('partner_organisation', bind_rows('partner_organisation', 'id')),
    ('partner_agreement', bind_rows('partner_agreement', 'key')),
    ('case_disclosure', bind_rows('case_disclosure', 'key'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;

create policy seen on partner_organisation for select using (mandate_id = (select ground_case())
  or mandate_id = (select ground_partner()) and (select ground_user()) = any (users));
create policy written on partner_organisation for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));

create policy seen on partner_agreement for select using (mandate_id = (select ground_case())
  or key in (select d.agreement from case_disclosure d where d.key in (select my_disclosures())));
create policy written on partner_agreement for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));
create policy decided on partner_agreement for update using (mandate_id = (select ground_case()) and (select ground_role()) in ('coordinator', 'prosecutor'))
  with check (mandate_id = (select ground_case()));

create policy seen on case_disclosure for select using (case_id in (select my_cases()) or key in (select my_disclosures()));
create policy written on case_disclosure for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'add'));
create policy decided on case_disclosure for update using (case_right(case_id, 'change')) with check (mandate_id = (select ground_case()));
