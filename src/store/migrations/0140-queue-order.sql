-- The queue stands in the order of its evidence: what a person moved to the front, then the strongest kind of sign, then the priority.

-- The step of the strongest ground: 3 validated or a legal duty, 2 supported by research or by experts, 1 from practice, 0 none.
create function evidence_step(reasons jsonb) returns smallint language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(max(case
    when r->>'evidence' in ('validated', 'duty') then 3
    when r->>'evidence' in ('supported', 'delphi_strong', 'delphi_medium') then 2
    else 1 end), 0)::smallint
  from jsonb_array_elements(case jsonb_typeof(reasons) when 'array' then reasons else '[]' end) r where r->>'direction' = 'for'
$$;

alter table signal
  add column raised boolean not null default false, -- a person said why it goes first; the reason is its weighing
  add column step smallint generated always as (evidence_step(reasons)) stored;
create index signal_queue on signal (mandate_id, raised desc, step desc, priority desc, id desc);

-- Names instead of ids: of whoever has or had the mandate in force, for its content roles and operators; of all users, for auditors and
-- administrators, who see acts of everybody; and of oneself.
create function person_names() returns table (id text, name text)
language plpgsql stable security definer set search_path = baken, pg_temp as $$
#variable_conflict use_column
begin
  if ground_role() in ('auditor', 'administrator') then
    return query select u.id, u.name from app_user u where u.role <> 'system' order by u.id limit 10000;
  else
    return query select u.id, u.name from app_user u where u.role <> 'system' and (u.id = ground_user()
      or exists (select 1 from user_mandate m where m.user_id = u.id and m.mandate_id in
        (select k.id from mandate k where k.line = ground_operation()))
      or exists (select 1 from weighing w where w.by = u.id and w.mandate_id = ground_operation()))
    order by u.id limit 10000;
  end if;
end $$;

-- Networks are weighed again: the forms of exploitation come from what their adverts say, no longer from who described a sign.
-- Row security is forced on the owner too, who has no ground here.
alter table network no force row level security;
update network set weighed_at = null where ended_at is null;
alter table network force row level security;
