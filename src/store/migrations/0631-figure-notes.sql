-- What people write beside a published value: in versions, none of which is changed; an empty text takes the note away. `state` is the newest figure at that moment, so
-- that what was read at an older state reads the same later.
create table figure_note (
  id int generated always as identity primary key,
  figure int not null references figure,
  version int not null check (version >= 1),
  text text not null check (length(text) <= 1000),
  state int not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (figure, version)
);
create trigger never_changed before update or delete on figure_note for each row execute function kept_as_written();
alter table figure_note enable row level security;
create policy seen on figure_note for select using ((select ground_role()) is not null);
create policy written on figure_note for insert with check (
  by = (select ground_user()) and (select ground_role()) in ('coordinator', 'system'));
do $$
declare
  n bigint := bind_rows('figure_note', 'id');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('figure_note', n)));
  end if;
end $$;
