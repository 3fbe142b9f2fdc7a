-- A mandate is renewed by one that succeeds it. Data, keys and evidence stand under the first of its line, whatever succeeds it:
-- a renewal moves no row, no key and no date of erasing. People and processes work under the line while any of its mandates is in force.

alter table mandate add column succeeds text references mandate;
alter table mandate add column line text;
update mandate set line = id;
alter table mandate alter column line set not null;
create index on mandate (line);
create unique index mandate_succeeded_once on mandate (succeeds);
-- In which time zone its days begin and end (IANA name).
alter table mandate add column zone text not null default 'Europe/Amsterdam';

create function mandate_line() returns trigger language plpgsql as $$
begin
  new.line := coalesce((select m.line from baken.mandate m where m.id = new.succeeds), new.id);
  return new;
end $$;
create trigger mandate_line before insert or update of succeeds on mandate for each row execute function mandate_line();

-- The line that a transaction names, when one of its mandates is in force and the user may work under that one; null otherwise.
create or replace function ground_for(roles text[]) returns text language plpgsql stable security definer set search_path = baken, pg_temp as $$
begin
  return (
    select m.line from app_user u join mandate m on m.line = current_setting('baken.mandate', true)
    where u.id = current_setting('baken.user', true) and u.active and (roles is null or u.role = any (roles))
      and ((m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until)
        or (u.role = 'system' and current_setting('baken.retention', true) = 'on'))
      and (u.role = 'system' or exists (select 1 from user_mandate um where um.user_id = u.id and um.mandate_id = m.id))
    limit 1);
end $$;

-- The mandate of a line that is in force, for the ledger; the newest where none is; what is no line is returned as it is.
create function mandate_of_line(named text) returns text language sql stable security definer set search_path = baken, pg_temp as $$
  select coalesce((select m.id from mandate m where m.line = named
    order by (m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until) desc, m.valid_from desc, m.created_at desc, m.id limit 1), named)
$$;
