-- Jobs: work that a person asked for and waits for. The rows are the truth; the queue (graphile-worker) only says when it is whose turn.
create table job (
  id uuid primary key,
  mandate_id text not null references mandate,
  under text references mandate, -- that of its line which was chosen
  kind text not null check (kind in ('dossier')),
  case_id uuid references case_file,
  by text not null references app_user,
  sealed bytea not null, -- what was asked
  frozen bytea, -- the state that it works on, once read: a restart goes on from the same
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed', 'cancelled')),
  step text not null default 'waiting',
  done int not null default 0 check (done >= 0 and done <= total),
  total int not null default 0,
  attempts int not null default 0,
  fault text, -- why it failed, or why its last attempt did: the key of a problem
  result int, -- the number of what was made
  asked_at timestamptz not null default now(),
  begun_at timestamptz,
  ended_at timestamptz
);
create index on job (by, asked_at desc);
create index on job (mandate_id) where state in ('waiting', 'working');
create index on job (case_id) where case_id is not null;

-- A job is seen by who asked for it, as long as the case is theirs too.
alter table job enable row level security;
create policy seen on job for select using (mandate_id = (select ground_case())
  and (by = (select ground_user()) and (case_id is null or case_id in (select my_cases())) or (select ground_role()) = 'system'));
create policy asked on job for insert with check (mandate_id = (select ground_case()) and by = (select ground_user())
  and (case_id is null or case_id in (select my_cases())));
create policy changed on job for update using (mandate_id = (select ground_case())
  and (by = (select ground_user()) and (case_id is null or case_id in (select my_cases())) or (select ground_role()) = 'system'))
  with check (mandate_id = (select ground_case()));

-- A job joins the queue in the transaction in which it is asked for. Where no worker ever ran there is no queue yet: the first one takes it up.
create function enqueue_job() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    perform graphile_worker.add_job('job', json_build_object('job', new.id, 'mandate', new.mandate_id), job_key => new.id::text, max_attempts => 5);
  end if;
  return new;
end $$;
create trigger enqueue after insert on job for each row execute function enqueue_job();
