-- `mandate_id` refers to no table here: row security lets only the mandate in force be written, and each foreign key costs the
-- busiest transactions a look-up per row.

-- Adverts over time, their sealed readings, blind facts, links, networks and signals.

create table advert (
  id int generated always as identity primary key,
  mandate_id text not null,
  source_id text references source,
  site text not null,
  url text, -- null once erased
  key text not null, -- place on its page; `id:ID` for a line of advert JSONL
  state text not null default 'sealed' check (state in ('sealed', 'open', 'erased')),
  opened_at timestamptz,
  opened_by text,
  opened_because text,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  gone_at timestamptz,
  posted_at timestamptz,
  versions int not null default 1,
  link_no int, -- dense number of the advert in the linker of its mandate
  template_id int,
  network_id int,
  sighting_id bigint -- the newest
);
create unique index advert_identity on advert (mandate_id, source_id, url, key) nulls not distinct;
create index on advert (mandate_id, last_seen desc);
create unique index on advert (mandate_id, link_no);
create index on advert (mandate_id, network_id) where network_id is not null;

-- `reading` is AES-GCM under a sub-key of the capture's data key: title, body, facts with spans, indicator hits (model/reading).
create table sighting (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  advert_id int not null references advert,
  capture_id uuid not null references capture,
  version int not null,
  seen_at timestamptz not null,
  text_mac bytea not null,
  reading bytea,
  read_version int not null,
  extract_version int not null,
  unique (advert_id, capture_id)
);
create index on sighting (capture_id);
-- Encrypted bytes do not compress: no try at it.
alter table sighting alter column reading set storage external;

-- Blind index of words: keyed hashes with positions, so that a sealed text can be counted but not read.
create table advert_words (
  advert_id int primary key,
  mandate_id text not null,
  words tsvector not null
);
create index on advert_words using gin (words);

-- No foreign keys on the three busiest tables (fact, advert_words, link_event): each costs a look-up per row, and only the
-- pipeline writes them, in the transaction that writes what they point to.
-- One row per fact that can join or be searched; value and span are in the sealed reading at `ordinal`.
create table fact (
  sighting_id bigint not null,
  ordinal smallint not null,
  mandate_id text not null,
  advert_id int not null,
  kind text not null,
  blind text not null, -- 16 hex digits of HMAC-SHA256(kind, value) under the mandate's key
  confidence real not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  decided_because text,
  primary key (sighting_id, ordinal)
);
create index on fact (mandate_id, blind);
create index on fact (advert_id);

-- The log from which networks follow, and where a restart goes on (link/).
create table link_event (
  mandate_id text not null,
  seq bigint not null,
  advert_id int,
  body text not null, -- JSON of the event: keyed fingerprints only
  primary key (mandate_id, seq)
);
create index on link_event (advert_id);
create table link_snapshot (
  mandate_id text not null,
  seq bigint not null,
  name text not null,
  part int not null,
  bytes bytea not null,
  primary key (mandate_id, seq, name, part)
);
alter table link_snapshot alter column bytes set storage external;
create table link (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  edge text not null, -- the linker's own name of the edge
  a int not null,
  b int not null,
  kind text not null,
  blind text,
  rarity real not null,
  reason jsonb not null default '{}',
  state text not null default 'live',
  made_at timestamptz not null,
  revoked_at timestamptz,
  unique (mandate_id, edge)
);
create index on link (mandate_id, a);
create index link_value on link (blind) where state = 'live';
create index on link (mandate_id, b);
create table network (
  mandate_id text not null,
  id int not null,
  adverts int not null,
  first_seen timestamptz,
  last_seen timestamptz,
  changed_at timestamptz not null default now(),
  weighed_at timestamptz,
  ended_at timestamptz,
  primary key (mandate_id, id)
);
create index on network (mandate_id, changed_at) where ended_at is null;
create table network_event (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  network_id int not null,
  at timestamptz not null,
  kind text not null,
  detail jsonb not null
);
create index on network_event (mandate_id, network_id, id);
create table judgement (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  kind text not null,
  a int,
  b int,
  blind text,
  seq bigint,
  by text not null,
  at timestamptz not null default now(),
  reason text not null,
  undone_at timestamptz,
  undone_by text
);

create table signal (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  kind text not null default 'network' check (kind in ('network', 'report')),
  network_id int,
  state text not null default 'new' check (state in ('new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended')),
  version int not null default 1, -- optimistic: a second person sees the change
  priority real not null,
  reasons jsonb not null, -- indicator, points, counts and advert ids: never a value or a word of a text
  weigh_version int not null,
  facets jsonb not null default '{}',
  assigned_to text references app_user,
  proposed_by text references app_user,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (mandate_id, network_id)
);
create index on signal (mandate_id, state, priority desc);

create table weighing (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  signal_id bigint not null references signal,
  act text not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  reason text not null default '',
  priority real not null,
  weigh_version int not null
);
create index on weighing (signal_id, id);

create table open_request (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  advert_id int not null references advert,
  by text not null references app_user,
  at timestamptz not null default now(),
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  decided_by text references app_user,
  decided_at timestamptz,
  decided_because text
);
create index on open_request (mandate_id, state);

-- Row-level security: without a user and a mandate in force, every table below is empty.
do $$
declare
  t text;
begin
  foreach t in array array['capture', 'capture_key', 'advert', 'sighting', 'advert_words', 'fact', 'link_event', 'link_snapshot',
    'link', 'network', 'network_event', 'judgement', 'signal', 'weighing', 'open_request'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
  -- Row security would keep the index on words from being used (@@ is not leakproof): the search function, which belongs to
  -- the owner, checks the ground itself, so the owner is not forced on this one table.
  alter table advert_words no force row level security;
  foreach t in array array['source', 'address', 'tally'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_operation())) with check (mandate_id = (select ground_operation()))', t);
  end loop;
end $$;
