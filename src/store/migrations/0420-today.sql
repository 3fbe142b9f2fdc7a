-- The day that it is where Baken works, for terms that are counted in days: one sentence for every statement that asks it.
create function today() returns date language sql stable as $$ select (now() at time zone 'Europe/Amsterdam')::date $$;
