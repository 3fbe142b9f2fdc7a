-- Closed segments that a store has beside the folder (evidence.yaml): a row is made after the object was read back whole, and the ledger says so
-- (evidence.store). Of a row that is lost the object is found and read back again.
create table evidence_object (
  segment text not null references segment,
  place text not null, -- the store, as people are told of it; another one that is named later gets the segment too
  version text, -- what the store calls this version of the object
  bytes bigint not null,
  put_at timestamptz not null,
  keep_until timestamptz, -- its retention there, as it was asked for last
  hold boolean not null, -- held there: somebody relies on a capture in it
  primary key (segment, place)
);

-- When the store is worked on next, and how it went. It can be lost without harm.
create table evidence_turn (
  place text primary key check (length(place) between 1 and 2000),
  next_at timestamptz not null,
  locks_at timestamptz, -- when all locks were compared with the clocks of captures
  done_at timestamptz,
  waiting int not null default 0, -- closed segments of the folder that it did not have after the last round
  fails int not null default 0, -- one after the other
  failed_since timestamptz,
  cause text
);
