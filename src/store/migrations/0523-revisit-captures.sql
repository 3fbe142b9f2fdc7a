-- A capture that found the content of an earlier one again holds no content of its own: the earlier one (its original), by id. Rows of erased originals stay,
-- and their records with them, until nothing rests on them any more.
alter table capture add column original uuid;
