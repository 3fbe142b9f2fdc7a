-- What a case is, and what was pinned in it, changes in the database by the rights that the server asks for, and in no other way.

create function case_file_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  -- The functions of the owner (take_lead) decide for themselves.
  if not row_security_active(tg_relid) then
    return new;
  end if;
  if (new.id, new.mandate_id, new.basis, new.form, new.proposal_id, new.record_id, new.lead, new.opened_by, new.opened_at)
    is distinct from (old.id, old.mandate_id, old.basis, old.form, old.proposal_id, old.record_id, old.lead, old.opened_by, old.opened_at) then
    raise insufficient_privilege using message = 'The lead and the origin of a case are not written over.';
  end if;
  if (new.sealed, new.until) is distinct from (old.sealed, old.until) and not case_right(new.id, 'change') then
    raise insufficient_privilege using message = 'Changing a case needs the right to change.';
  end if;
  if (new.state, new.closed_by, new.closed_at, new.outcome) is distinct from (old.state, old.closed_by, old.closed_at, old.outcome)
    and not case_right(new.id, 'close') then
    raise insufficient_privilege using message = 'Closing a case needs the right to close.';
  end if;
  return new;
end $$;
create trigger by_right before update on case_file for each row execute function case_file_changes();

create function case_item_changes() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if row_security_active(tg_relid) and
    (new.case_id, new.no, new.mandate_id, new.kind, new.ref, new.version, new.adverts, new.sealed, new.digest, new.words, new."by", new."at")
    is distinct from (old.case_id, old.no, old.mandate_id, old.kind, old.ref, old.version, old.adverts, old.sealed, old.digest, old.words, old."by", old."at") then
    raise insufficient_privilege using message = 'What was pinned stays as it was.';
  end if;
  return new;
end $$;
create trigger as_pinned before update on case_item for each row execute function case_item_changes();
