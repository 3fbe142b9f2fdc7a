-- Sources, hosts, addresses and captures: what is to be fetched and what was.

create table source (
  id text primary key,
  mandate_id text not null references mandate,
  name text not null,
  spec jsonb not null,
  profile jsonb, -- what the site repeats on its pages (model/page.ts), learned once
  trap jsonb, -- pages asked per address pattern (crawl/trap.ts), written by who crawls
  useful jsonb not null default '{}', -- pages that gave something new per address pattern, written by who reads
  state text not null default 'active' check (state in ('active', 'paused', 'removed')),
  created_at timestamptz not null default now()
);

-- One row per host, over all sources: one politeness budget. Leased by one worker at a time.
create table host (
  host text primary key,
  next_at timestamptz not null default now(),
  lease_by bigint,
  lease_until timestamptz,
  robots jsonb,
  robots_at timestamptz,
  failures int not null default 0,
  slow_until timestamptz
);

create table address (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  source_id text not null references source,
  host text not null,
  url text not null,
  depth int not null,
  via bigint,
  state text not null default 'due' check (state in ('due', 'done', 'refused', 'failed')),
  due_at timestamptz not null default now(),
  priority smallint not null default 0,
  attempts smallint not null default 0,
  visits int not null default 0,
  changes int not null default 0,
  last_at timestamptz,
  last_status int,
  last_capture uuid,
  reason text,
  detail text,
  unique (source_id, url)
);
create index address_due on address (host, priority desc, id) where state = 'due';
create index address_again on address (due_at) where state in ('done', 'refused', 'failed') and due_at < 'infinity';
create index address_outcome on address (source_id, state, reason);

-- Counts per source that a restart must not forget: {adverts, bytes, refused, failed} by reason.
create table tally (
  source_id text not null references source,
  mandate_id text not null,
  kind text not null,
  reason text not null,
  n bigint not null default 0,
  primary key (source_id, kind, reason)
);

create table segment (
  id text primary key,
  worker bigint not null,
  committed_bytes bigint not null default 0,
  records int not null default 0,
  closed boolean not null default false,
  created_at timestamptz not null default now()
);

-- `state` sealed -> open (a signal, a hit, a granted request) or erased (its key is gone).
create table capture (
  id uuid primary key,
  mandate_id text not null,
  source_id text references source,
  address_id bigint,
  url text,
  origin text not null default 'crawl' check (origin in ('crawl', 'import')),
  status int not null,
  media_type text,
  bytes int not null,
  truncated text,
  segment text not null references segment,
  seg_offset bigint not null,
  seg_length int not null,
  record_digest bytea not null,
  payload_mac bytea not null, -- keyed: finds unchanged pages without telling what was on them
  seen_at timestamptz not null,
  state text not null default 'sealed' check (state in ('sealed', 'open', 'erased')),
  erase_at timestamptz not null,
  opened_at timestamptz,
  opened_because text,
  ledger_no bigint,
  -- outcome of the read step and the versions that made it: 0 = not yet read
  read_version int not null default 0,
  extract_version int not null default 0,
  page_kind text,
  adverts int not null default 0,
  step_error text
);
create index capture_unread on capture (mandate_id, seen_at, segment, seg_offset) where read_version = 0 and state <> 'erased';
create index capture_erase on capture (erase_at) where state = 'sealed';
create index on capture (source_id, seen_at);
create unique index capture_import on capture (mandate_id, payload_mac, url, seen_at) where origin = 'import';

-- The wrapped data key of each capture: deleting the row erases the capture (and all that is sealed with it).
create table capture_key (
  capture_id uuid primary key references capture,
  mandate_id text not null,
  kek text not null, -- name of the wrapping key: epoch/MANDATE-YYYYMMDD or kept/MANDATE (evidence/keys.ts)
  wrapped bytea not null
);
create index on capture_key (mandate_id, kek);
