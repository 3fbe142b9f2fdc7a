-- What is written in cases since 0431 is bound as the rest of them is (0410). A draft is its writer's own, and changes as it is typed;
-- a job is work under way, and what it makes is bound.
do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('case_decision', bind_rows('case_decision', 'case_id,no')),
    ('case_note', bind_rows('case_note', 'case_id,no')),
    ('case_order', bind_rows('case_order', 'case_id,no')),
    ('case_subject', bind_rows('case_subject', 'case_id,no')),
    ('case_task', bind_rows('case_task', 'case_id,no')),
    ('case_version', bind_rows('case_version', 'case_id,part,version')),
    ('dossier', bind_rows('dossier', 'case_id,no')),
    ('dossier_part', bind_rows('dossier_part', 'case_id,no,at')),
    ('dossier_template', bind_rows('dossier_template', 'id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
