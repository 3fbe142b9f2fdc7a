-- Words of addresses stood in the names of their patterns: from now on these are keyed hashes. The budgets begin anew.
update source set trap = null, useful = '{}';
-- A key at its end: since when the ledger tells of its destruction, so that a kill between the two tells it once.
alter table retired_key add column told_at timestamptz;
