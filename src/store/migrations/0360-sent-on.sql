-- Hosts that the start addresses of a source send their visitors to: {"host", "from", "followed", "at"}. One that is followed is a name of
-- the same registrable domain and belongs to the scope of a source whose file names no hosts; any other is told to the operator.
alter table source add column sent_on jsonb not null default '[]';
