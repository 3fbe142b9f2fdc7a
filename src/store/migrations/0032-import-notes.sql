-- What was odd about an imported capture: kinds (src/evidence/import-note.ts) with blanks between. In words it stands in the evidence.
alter table capture add column notes text not null default '';
-- A revisit looks for its original by address.
create index capture_at on capture (url, seen_at) where state <> 'erased';
