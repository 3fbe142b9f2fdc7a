-- What is late in files of minors is counted from columns: the list of files opens no words. The last day of a task or service says nothing of a child.
alter table minor_act add column due_on date;
create index on minor_act (file_id, about);
create index on minor_act (file_id, due_on) where due_on is not null;

-- Since when the question whether a child is safe waits longest, under any of these lines, of those that nobody was told of: for the clock of the service.
create index on minor_file (safe_asked_at) where state = 'open' and safe_told_at is null and (safe is null or safe = 'unknown');
create function safe_asked_first(lines text[]) returns timestamptz language sql stable security definer set search_path = baken, pg_temp as $$
  select min(f.safe_asked_at) from minor_file f where ground_role() = 'system' and f.mandate_id = any(lines)
    and f.state = 'open' and f.safe_told_at is null and (f.safe is null or f.safe = 'unknown')
$$;

-- An override is taken back by who gave it, or by a coordinator who is in the file.
create function override_taken_back() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if ground_role() is distinct from 'coordinator' and not exists (select 1 from minor_act a where a.file_id = new.file_id and a.act = 'override'
      and 'act:' || a.no = new.about and a."by" = new."by") then
    raise insufficient_privilege using message = 'An override is taken back by who gave it, or by a coordinator.';
  end if;
  return new;
end $$;
create trigger override_taken_back before insert on minor_act for each row when (new.act = 'override-withdraw') execute function override_taken_back();

-- What runs on consent or an override ends with it, whatever rights who takes it back has on transitions.
create function revoke_resting() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  update minor_transition t set state = 'revoked' where t.file_id = new.file_id and 'act:' || coalesce(t.consent, t.override) = new.about
    and t.state in ('in-progress', 'accepted');
  return null;
end $$;
create trigger revoke_resting after insert on minor_act for each row when (new.act in ('consent-withdraw', 'override-withdraw')) execute function revoke_resting();
