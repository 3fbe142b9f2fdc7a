-- A question goes when its line of mandates has ended for good; what another mandate was told of it stays until that one's own end.
alter table deconfliction_notice drop constraint deconfliction_notice_question_id_fkey;
