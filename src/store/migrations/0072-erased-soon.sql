-- How many sealed captures of the mandate in force are erased before a moment: for content roles and auditors, as a number only.
create function erased_soon(until timestamptz) returns bigint
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
declare
  asking text := current_setting('baken.user', true);
  n bigint;
begin
  if ground_for('{analyst,detective,coordinator,auditor,system}') is null then return null; end if;
  -- It counts as the system does and turns back; row security keeps it within the mandate of the transaction.
  perform set_config('baken.user', 'pipeline', true);
  select count(*) into n from (select 1 from capture where state = 'sealed' and erase_at <= until limit 100000) c;
  perform set_config('baken.user', asking, true);
  return n;
end $$;
