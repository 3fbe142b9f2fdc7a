-- Which adverts were written by which transaction, a row a statement: from it the server that searches keeps its columns of adverts
-- (store/advert-columns.ts) true without reading them all again. Ids only. Older than a day it is let go: who lags that far reads all.
create table advert_change (
  mandate_id text not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  adverts int[] not null
);
create index on advert_change (mandate_id, xid);
create index on advert_change (at);

create function note_advert_change() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  insert into advert_change (mandate_id, adverts) select mandate_id, array_agg(id) from written group by mandate_id;
  return null;
end $$;
create trigger advert_inserted after insert on advert referencing new table as written for each statement execute function note_advert_change();
create trigger advert_updated after update on advert referencing new table as written for each statement execute function note_advert_change();

-- Not forced: the trigger belongs to the owner and writes also where a migration changes adverts.
alter table advert_change enable row level security;
create policy by_ground on advert_change using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));
