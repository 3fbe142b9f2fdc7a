-- Which mandates are in force: not withdrawn, within their dates, and not followed by one of their line that had begun and is over. Who
-- withdraws or outlives the renewal of a mandate ends both: the former one does not come back for what is left of its own term.
create view mandate_now with (security_invoker = true) as
select m.*, m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until and not exists (
    select 1 from mandate n where n.line = m.line and n.created_at > m.created_at and n.valid_from <= now()
      and coalesce(n.withdrawn_at >= n.valid_from, n.valid_until <= now())) as holds
from mandate m;

create or replace function ground_for(roles text[]) returns text language plpgsql stable security definer set search_path = baken, pg_temp as $$
begin
  return (
    select m.line from app_user u join mandate_now m on m.line = current_setting('baken.mandate', true)
    where u.id = current_setting('baken.user', true) and u.active and (roles is null or u.role = any (roles))
      and (m.holds or (u.role = 'system' and current_setting('baken.retention', true) = 'on'))
      and (u.role = 'system' or exists (select 1 from user_mandate um where um.user_id = u.id and um.mandate_id = m.id)
        or m.id in (select break_glass_now(u.id)))
    limit 1);
end $$;

create or replace function mandate_of_line(named text) returns text language sql stable security definer set search_path = baken, pg_temp as $$
  select coalesce((select m.id from mandate_now m where m.line = named
    order by m.holds desc, m.valid_from desc, m.created_at desc, m.id limit 1), named)
$$;
