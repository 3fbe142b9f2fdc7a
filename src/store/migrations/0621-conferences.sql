-- Case conferences: when it was, who was at the table, and what each of them may see of it. Minutes and decisions stand in versions of the case (part conference:N);
-- what a seat may see stands sealed beside it, word for word, written anew with each version. A partner sits there by a written decision, and sees its view as long as that holds.
create table case_conference (
  case_id uuid not null references case_file,
  no int not null check (no > 0),
  mandate_id text not null references mandate,
  version int not null default 1,
  held_on date not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, no)
);

create table conference_seat (
  key uuid primary key,
  case_id uuid not null,
  conference int not null,
  version int not null check (version > 0),
  seat int not null check (seat > 0),
  mandate_id text not null references mandate,
  user_id text references app_user, -- a colleague, or null: a partner
  agreement uuid references partner_agreement,
  sealed bytea not null, -- exactly what this seat may see
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (case_id, conference, version, seat),
  foreign key (case_id, conference) references case_conference (case_id, no),
  check ((user_id is null) <> (agreement is null))
);
create index on conference_seat (user_id);
create trigger never_changed before update or delete on conference_seat for each row execute function kept_as_written();

-- No partner has a seat without a decision that holds.
create function seat_within() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if new.agreement is not null and not exists (select 1 from partner_agreement a where a.key = new.agreement and a.mandate_id = new.mandate_id
      and a.state = 'confirmed' and a.until_on >= today() and 'question' = any (a.fields)) then
    raise insufficient_privilege using message = 'A partner sits at the table by a decision that holds.';
  end if;
  return new;
end $$;
create trigger within before insert on conference_seat for each row execute function seat_within();

-- Seats of the user of this transaction, in the newest version of each conference. Past row-level security, or it would ask itself.
create function my_seats() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select s.key from conference_seat s join case_conference c on c.case_id = s.case_id and c.no = s.conference and c.version = s.version
  where s.user_id = ground_user() and s.mandate_id = ground_case()
  union all
  select s.key from conference_seat s join case_conference c on c.case_id = s.case_id and c.no = s.conference and c.version = s.version
    join partner_agreement a on a.key = s.agreement join partner_organisation o on o.id = a.partner_id
  where s.mandate_id = ground_partner() and a.state = 'confirmed' and a.until_on >= today() and ground_user() = any (o.users)
$$;

create or replace function case_codes(named uuid) returns table (no int, kind text, ref text, adverts int[], report text, tlp text, pap text, report_tlp text, report_pap text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select i.no, i.kind, i.ref, i.adverts, r.id, h.tlp, h.pap, g.tlp, g.pap
  from case_item i
    left join report r on i.kind = 'report' and r.id = i.ref or i.kind = 'signal' and r.signal_id::text = i.ref
    left join lateral (select c.tlp, c.pap from handling_code c where c.case_id = i.case_id and c.about = 'item:' || i.no order by c.no desc limit 1) h on true
    left join lateral (select c.tlp, c.pap from handling_code c where c.case_id is null and c.about = 'report:' || r.id order by c.no desc limit 1) g on true
  where i.case_id = named and (named in (select my_cases())
    or exists (select 1 from case_referral f where f.case_id = named and f.key in (select my_referrals()))
    or exists (select 1 from conference_seat s where s.case_id = named and s.key in (select my_seats())))
  order by i.no
$$;

create function erase_conferences() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new)->>'erased_at' is not null and current_setting('baken.retention', true) = 'on' then
    update conference_seat set sealed = '' where case_id = new.id and length(sealed) > 0;
  end if;
  return null;
end $$;
create trigger erase_conferences after update on case_file for each row execute function erase_conferences();

alter table case_conference enable row level security;
create policy seen on case_conference for select using (case_id in (select my_cases()));
create policy written on case_conference for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'change'));
create policy changed on case_conference for update using (case_right(case_id, 'change')) with check (mandate_id = (select ground_case()));
alter table conference_seat enable row level security;
create policy seen on conference_seat for select using (case_id in (select my_cases()) or key in (select my_seats()));
create policy written on conference_seat for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'change'));

do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('case_conference', bind_rows('case_conference', 'case_id,no')),
    ('conference_seat', bind_rows('conference_seat', 'key'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
