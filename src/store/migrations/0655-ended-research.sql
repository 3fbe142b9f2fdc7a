-- Research records, weeks that were counted, and exchanges with other instances go with the line of mandates that they belong to, as all that people kept to work with.
create policy ended on research_record for delete using (mandate_id = (select ground_content()) and (select ground_role()) = 'system');
create policy ended on research_week for delete using (mandate_id = (select ground_content()) and (select ground_role()) = 'system');
create policy ended on peer_question for delete using (mandate_id = (select ground_case()) and (select ground_role()) = 'system');
create policy ended on peer for delete using (mandate_id = (select ground_case()) and (select ground_role()) = 'system');
