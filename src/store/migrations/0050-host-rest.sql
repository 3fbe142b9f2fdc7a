-- Why a host rests until next_at: told to whoever waits for it.
alter table host add column rest_because text;
