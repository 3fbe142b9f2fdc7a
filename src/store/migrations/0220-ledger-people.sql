-- Auditors begin with what people did: among a million entries of the pipeline the newest of people are found at once.
create index ledger_people on ledger (no) where actor <> 'pipeline';
