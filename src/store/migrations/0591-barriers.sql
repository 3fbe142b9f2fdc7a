-- The barrier model of a case: per step of the exploitation the opportunities, signs and facilitators that people see, and the barriers that are raised against it,
-- each with a partner, its means, a state and a day. What they say stands in versions, as that of tasks does, and goes with it. For members of the case only.
alter table case_version drop constraint case_version_part_check;
alter table case_version add constraint case_version_part_check check (part ~ '^(subject|task|note|order|barrier|conference):[1-9][0-9]*$');

create table case_barrier (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  version int not null default 1,
  step text not null, -- of data/barrier-steps.tsv
  kind text not null check (kind in ('opportunity', 'sign', 'facilitator', 'barrier')),
  partner_id uuid references partner_organisation, -- who raises it, where that is one of the partners
  state text not null default 'open' check (state in ('open', 'asked', 'raised', 'dropped')),
  due_on date,
  raised_on date,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, no),
  check ((kind = 'barrier') = (due_on is not null)),
  check (kind = 'barrier' or partner_id is null and state in ('open', 'dropped')),
  check ((state = 'raised') = (raised_on is not null))
);

alter table case_barrier enable row level security;
create policy seen on case_barrier for select using (case_id in (select my_cases()));
create policy written on case_barrier for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'add'));
create policy changed on case_barrier for update using (case_right(case_id, 'change')) with check (mandate_id = (select ground_case()));
do $$
declare
  n bigint := bind_rows('case_barrier', 'case_id,no');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('case_barrier', n)));
  end if;
end $$;
