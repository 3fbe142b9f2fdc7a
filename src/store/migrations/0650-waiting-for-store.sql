-- Captures that wait for a store of evidence that did not answer are asked for every half minute, and there are hardly ever any: without an
-- index of its own the question read every capture of the mandate.
create index capture_waits_for_store on capture (mandate_id) where step_error like 'store: %' and state <> 'erased';
