-- What is due comes in order from one index: with one for sealed and one for opened captures, each batch of an erasing sorted all that is due.
create index capture_due on capture (erase_at, id) where state in ('sealed', 'open');
drop index capture_erase;
drop index capture_shared_due;
