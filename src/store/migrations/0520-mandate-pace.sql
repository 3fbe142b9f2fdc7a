-- A mandate says in which hours and for how much its sources are asked; a source that is drained finishes what is leased, and rests then.
alter table mandate add column hours text, add column budget jsonb;

drop view mandate_now;
create view mandate_now with (security_invoker = true) as
select m.*, m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until and not exists (
    select 1 from mandate n where n.line = m.line and n.created_at > m.created_at and n.valid_from <= now()
      and coalesce(n.withdrawn_at >= n.valid_from, n.valid_until <= now())) as holds
from mandate m;

alter table source drop constraint source_state_check;
alter table source add constraint source_state_check check (state in ('active', 'draining', 'paused', 'removed'));
