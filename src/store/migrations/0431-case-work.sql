-- Work in a case: subjects that people recorded, tasks, notes, decisions, orders, and what somebody was still typing. For its members only.

-- What subjects, tasks, notes and orders of a case say, each time that somebody wrote them; never changed.
create table case_version (
  case_id uuid not null references case_file,
  part text not null check (part ~ '^(subject|task|note|order):[1-9][0-9]*$'),
  version int not null check (version > 0),
  mandate_id text not null references mandate,
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, part, version)
);
create trigger never_changed before update or delete on case_version for each row execute function kept_as_written();

-- Who somebody is, their part in it and what protects them stands sealed in the versions.
create table case_subject (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  version int not null default 1,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, no)
);

create table case_task (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  version int not null default 1,
  kind text not null check (kind in ('contact', 'observe', 'gather', 'purchase', 'other')),
  template text,
  subject int,
  priority text not null check (priority in ('low', 'middle', 'high')),
  owner text not null references app_user,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  order_no int, -- under which it was done
  by text not null references app_user,
  at timestamptz not null default now(),
  ended_by text references app_user,
  ended_at timestamptz,
  primary key (case_id, no),
  foreign key (case_id, subject) references case_subject (case_id, no)
);
create index on case_task (owner, due_on) where state = 'open';

create table case_note (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  version int not null default 1,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, no)
);

create table case_decision (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  sealed bytea not null,
  digest bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (case_id, no)
);
create trigger never_changed before update or delete on case_decision for each row execute function kept_as_written();

-- Orders of the code of criminal procedure (Sv) that acts in the case rest on.
create table case_order (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  version int not null default 1,
  article text not null check (article in ('126g', '126i', '126j')),
  subjects int[] not null, -- whom it names; none: everybody in the case
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  by text not null references app_user,
  at timestamptz not null default now(),
  ended_by text references app_user,
  ended_at timestamptz,
  primary key (case_id, no)
);

-- What a member is still typing, for that member alone.
create table case_draft (
  case_id uuid not null references case_file,
  user_id text not null references app_user,
  name text not null,
  mandate_id text not null references mandate,
  sealed bytea not null,
  at timestamptz not null default now(),
  primary key (case_id, user_id, name)
);

do $$
declare
  t text;
begin
  foreach t in array array['case_version', 'case_subject', 'case_task', 'case_note', 'case_decision', 'case_order'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I for select using (case_id in (select my_cases()))', t);
    execute format($p$create policy written on %I for insert with check (
      mandate_id = (select ground_case()) and by = (select ground_user())
        and (case_right(case_id, 'add') or case_right(case_id, 'change')))$p$, t);
  end loop;
  foreach t in array array['case_subject', 'case_note', 'case_order'] loop
    execute format($p$create policy changed on %I for update using (case_right(case_id, 'change'))
      with check (mandate_id = (select ground_case()))$p$, t);
  end loop;
end $$;
-- Whoever has a task may end it.
create policy changed on case_task for update using (case_right(case_id, 'change') or owner = (select ground_user()) and case_id in (select my_cases()))
  with check (mandate_id = (select ground_case()));
drop policy written on case_version;
create policy written on case_version for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and (case_right(case_id, 'add') or case_right(case_id, 'change')
    or exists (select 1 from case_task t where t.case_id = case_version.case_id and case_version.part = 'task:' || t.no and t.owner = (select ground_user()))));

alter table case_draft enable row level security;
create policy of_the_writer on case_draft using (user_id = (select ground_user()) and case_id in (select my_cases()))
  with check (user_id = (select ground_user()) and case_id in (select my_cases()) and mandate_id = (select ground_case()));
