-- Lists that a restart left in the middle are looked for every minute: among all that were ever made they are few.
create index on bulk_list (mandate_id) where finished_at is null;
