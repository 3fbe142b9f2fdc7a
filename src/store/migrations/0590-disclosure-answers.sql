-- What a partner answers to what was disclosed to it comes back into the case; by which day an answer is wanted is part of what is asked. Closed to the partner
-- with the decision, and without words once the case has none.
alter table case_disclosure add column answer_by date;

create table disclosure_answer (
  key uuid primary key,
  disclosure uuid not null references case_disclosure,
  mandate_id text not null references mandate,
  state text not null check (state in ('taken', 'done', 'cannot')),
  sealed bytea not null, -- what the partner says
  digest bytea not null, -- SHA-256 of it, with a salt that is sealed as well
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on disclosure_answer (disclosure);
create trigger never_changed before update or delete on disclosure_answer for each row execute function kept_as_written();

create or replace function erase_disclosures() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new)->>'erased_at' is not null and current_setting('baken.retention', true) = 'on' then
    update disclosure_answer a set sealed = '' from case_disclosure d where d.key = a.disclosure and d.case_id = new.id and length(a.sealed) > 0;
    update case_disclosure set sealed = '' where case_id = new.id and length(sealed) > 0;
  end if;
  return null;
end $$;

-- Puts an answer of the partner into the timeline of the case, of which the partner sees nothing, and says whose screens are to hear of it.
create function tell_answer(named uuid, words bytea) returns text[] language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  one record;
begin
  select d.case_id, d.mandate_id into one from case_disclosure d where d.key = named and d.key in (select my_disclosures());
  if one is null then
    raise insufficient_privilege using message = 'Only a partner to whom it was disclosed answers.';
  end if;
  perform 1 from case_file where id = one.case_id for update;
  insert into case_act (case_id, no, mandate_id, act, about, by, sealed)
    select one.case_id, coalesce(max(no), 0) + 1, one.mandate_id, 'disclosure-answer', 'disclosure:' || named, ground_user(), words from case_act where case_id = one.case_id;
  return array(select m.user_id from case_member m where m.case_id = one.case_id and m.removed_at is null);
end $$;

alter table disclosure_answer enable row level security;
do $$
declare
  n bigint := bind_rows('disclosure_answer', 'key');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('disclosure_answer', n)));
  end if;
end $$;

-- Seen with the disclosure: by members of the case, and by the partner as long as it is not over.
create policy seen on disclosure_answer for select using (exists (select 1 from case_disclosure d where d.key = disclosure));
create policy written on disclosure_answer for insert with check (
  by = (select ground_user()) and (mandate_id = (select ground_partner()) and disclosure in (select my_disclosures())
    or mandate_id = (select ground_case()) and (select ground_role()) = 'system'));
