-- Lists of facts that a person has looked up at once. Lines and answers are sealed under the kept key of the mandate; beside them stand counts only.
create table bulk_list (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  by text not null references app_user,
  sealed bytea not null, -- the lines
  total int not null,
  done int not null default 0, -- lines that are looked up, a part at a time
  made_at timestamptz not null default now(),
  finished_at timestamptz
);
create index on bulk_list (mandate_id, by, id desc);
create table bulk_answer (
  list_id int not null references bulk_list,
  from_line int not null,
  mandate_id text not null,
  sealed bytea not null, -- the answers to the lines of one part
  primary key (list_id, from_line)
);
do $$
declare
  t text;
begin
  foreach t in array array['bulk_list', 'bulk_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
end $$;
