-- Referrals of a case: to another team, whose member takes the lead over, and to a prosecutor, who reads what was referred and decides.

create table case_referral (
  key uuid primary key,
  case_id uuid not null references case_file,
  mandate_id text not null references mandate,
  kind text not null check (kind in ('team', 'prosecutor')),
  team text,
  to_user text not null references app_user,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'refused', 'returned', 'revoked')),
  refusal_by text references app_user, -- who wants to refuse; a second person confirms
  refusal_at timestamptz,
  sealed bytea not null, -- what goes along, whole, as it was
  digest bytea not null, -- SHA-256 of it before it was sealed: the receipt
  outcome text check (outcome in ('prosecute', 'dismiss', 'judged')),
  code text,
  by text not null references app_user,
  at timestamptz not null default now()
);
create unique index on case_referral (case_id) where state = 'offered';
create index on case_referral (to_user);

create table case_referral_step (
  key uuid not null references case_referral,
  no int not null,
  mandate_id text not null references mandate,
  act text not null,
  subject int,
  code text,
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (key, no)
);
create trigger never_changed before update or delete on case_referral_step for each row execute function kept_as_written();

-- Referrals that the user of this transaction may read: those of cases of theirs, and those that were sent to them.
create function my_referrals() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select r.key from case_referral r where r.mandate_id = ground_case() and (r.to_user = ground_user() and r.state <> 'revoked' or r.case_id in (select my_cases()))
$$;

create function case_referral_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if not row_security_active(tg_relid) then
    return new;
  end if;
  if (new.key, new.case_id, new.mandate_id, new.kind, new.team, new.to_user, new.sealed, new.digest, new."by", new."at")
    is distinct from (old.key, old.case_id, old.mandate_id, old.kind, old.team, old.to_user, old.sealed, old.digest, old."by", old."at") then
    raise insufficient_privilege using message = 'What was referred, and to whom, stays as it was.';
  end if;
  if new.state = 'accepted' and old.state <> 'accepted' then
    raise insufficient_privilege using message = 'A referral is accepted by take_referral.';
  end if;
  if new.state = 'refused' and old.state <> 'refused'
    and (old.refusal_by is null or old.refusal_by = ground_user() or same_hands(old.refusal_by, ground_user(), old.refusal_at)) then
    raise insufficient_privilege using message = 'Refusing a referral takes two persons.';
  end if;
  return new;
end $$;
create trigger as_referred before update on case_referral for each row execute function case_referral_changes();

-- Who it was sent to accepts: the lead of the case changes, or it is at the prosecutor, now and not before.
create function take_referral(wanted uuid) returns boolean language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  taken record;
begin
  update case_referral r set state = 'accepted', refusal_by = null, refusal_at = null
    where r.key = wanted and r.state = 'offered' and r.to_user = ground_user() and r.mandate_id = ground_case()
    returning r.case_id, r.kind, r.mandate_id, r.by as sent_by into taken;
  if not found then
    return false;
  end if;
  if taken.kind = 'prosecutor' then
    update case_file set state = 'at-prosecutor', version = version + 1 where id = taken.case_id and state = 'open';
  else
    insert into case_member (case_id, user_id, mandate_id, rights, added_by)
      values (taken.case_id, ground_user(), taken.mandate_id, '{read,add,change,members,close}', taken.sent_by)
      on conflict (case_id, user_id) do update set rights = excluded.rights, removed_at = null;
    update case_file set lead = ground_user(), version = version + 1 where id = taken.case_id;
  end if;
  return true;
end $$;

-- The prosecutor gives a case back that was accepted.
create function give_back_referral(wanted uuid) returns boolean language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  given uuid;
begin
  update case_referral r set state = 'returned'
    where r.key = wanted and r.state = 'accepted' and r.kind = 'prosecutor' and r.to_user = ground_user() and r.mandate_id = ground_case()
    returning r.case_id into given;
  if not found then
    return false;
  end if;
  update case_file set state = 'open', version = version + 1 where id = given and state = 'at-prosecutor';
  return true;
end $$;

-- Whose screens hear of a referral.
create function told_of_referral(wanted uuid) returns setof text language sql stable security definer set search_path = baken, pg_temp as $$
  select r.to_user from case_referral r where r.key = wanted and wanted in (select my_referrals())
  union
  select m.user_id from case_referral r join case_member m on m.case_id = r.case_id and m.removed_at is null
    where r.key = wanted and wanted in (select my_referrals())
$$;

alter table case_referral enable row level security;
alter table case_referral_step enable row level security;
create policy seen on case_referral for select using (key in (select my_referrals()));
create policy written on case_referral for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'close'));
create policy changed on case_referral for update using (key in (select my_referrals())) with check (mandate_id = (select ground_case()));
create policy seen on case_referral_step for select using (key in (select my_referrals()));
create policy written on case_referral_step for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and key in (select my_referrals()));
