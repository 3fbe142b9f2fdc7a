-- Two answers of one moment with equal bodies and different status are two captures.
drop index capture_import;
create unique index capture_import on capture (mandate_id, payload_mac, url, seen_at, status) where origin = 'import';
