-- Who may be a member of cases only (a prosecutor, an expert) hears the names of the people under that mandate, too.
create or replace function person_names() returns table (id text, name text)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
begin
  if ground_role() in ('auditor', 'administrator') then
    return query select u.id, u.name from app_user u where u.role <> 'system' order by u.id limit 10000;
  else
    return query select u.id, u.name from app_user u where u.role <> 'system' and (u.id = ground_user()
      or exists (select 1 from user_mandate m where m.user_id = u.id and m.mandate_id in
        (select k.id from mandate k where k.line in (ground_operation(), ground_case())))
      or exists (select 1 from weighing w where w.by = u.id and w.mandate_id = ground_operation()))
    order by u.id limit 10000;
  end if;
end $$;
