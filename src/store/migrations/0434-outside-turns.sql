-- When each witness and time-stamping authority that outside.yaml names is given the next checkpoint of the log, and how it went.
-- A row of kind settings says that the file cannot be read. What was kept stands in the ledger (log.copy, log.stamp); this table can be lost without harm.
create table outside_turn (
  place text primary key check (length(place) between 1 and 500),
  kind text not null check (kind in ('witness', 'authority', 'settings')),
  next_at timestamptz not null,
  size bigint not null default 0, -- entries of the newest checkpoint that it kept or stamped
  done_at timestamptz,
  skew_seconds int, -- the clock of an authority less the own one, at its newest stamp
  fails int not null default 0, -- one after the other
  failed_since timestamptz,
  cause text
);
