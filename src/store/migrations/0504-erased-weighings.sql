-- What a signal was weighed from goes with the adverts it names: a keyed digest could confirm a guess at one that is erased. The row stays, as it was told: an
-- empty `sealed` says that it was there.
create policy erased on signal_history for update
  using (mandate_id = (select ground_content()) and (select ground_role()) = 'system' and current_setting('baken.retention', true) = 'on')
  with check (mandate_id = (select ground_content()) and sealed = '' and inputs is null);
create index on signal_history (network_id) where length(sealed) > 0;
