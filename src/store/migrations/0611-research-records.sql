-- Records of research: what was asked of the counts, what they gave at that moment, what was concluded, and who looked at it a second time. They name nobody.
create table research_record (
  key uuid primary key,
  mandate_id text not null references mandate,
  by text not null references app_user,
  at timestamptz not null default now(),
  sealed bytea not null, -- question, definition and filters
  method int not null,
  state text not null, -- digest of what was counted
  result bytea not null, -- sealed: the bytes that counting gave
  digest bytea not null, -- SHA-256 of those bytes
  concluded bytea, -- sealed: conclusion and hypotheses with what speaks for and against each
  concluded_at timestamptz,
  reviewed_by text references app_user,
  reviewed_at timestamptz,
  agrees boolean,
  review bytea, -- sealed: the reason
  check ((concluded is null) = (concluded_at is null)),
  check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (agrees is null) and (reviewed_by is null) = (review is null)),
  check (reviewed_by is null or concluded is not null),
  check (reviewed_by is distinct from by)
);
create index on research_record (mandate_id, at);
alter table research_record alter column result set storage external;

create function research_record_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new) - '{concluded,concluded_at,reviewed_by,reviewed_at,agrees,review}'::text[]
      is distinct from to_jsonb(old) - '{concluded,concluded_at,reviewed_by,reviewed_at,agrees,review}'::text[] then
    raise insufficient_privilege using message = 'What was asked and counted is not written over.';
  end if;
  if old.reviewed_by is not null then
    raise insufficient_privilege using message = 'A record that was reviewed stands.';
  end if;
  if new.concluded is distinct from old.concluded and (to_jsonb(old)->>'by' is distinct from ground_user() or new.reviewed_by is not null) then
    raise insufficient_privilege using message = 'Whoever asked concludes.';
  end if;
  if new.reviewed_by is not null and new.reviewed_by is distinct from ground_user() then
    raise insufficient_privilege using message = 'A reviewer signs for oneself.';
  end if;
  return new;
end $$;
create trigger by_right before update on research_record for each row execute function research_record_changes();

alter table research_record enable row level security;
alter table research_record force row level security;
create policy seen on research_record for select using (mandate_id = (select ground_content()));
create policy written on research_record for insert with check (mandate_id = (select ground_content()) and by = (select ground_user()));
create policy changed on research_record for update using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

do $$
declare
  n bigint := bind_rows('research_record', 'key');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('research_record', n)));
  end if;
end $$;
