-- Sign-in is limited by who tries, not only by who is tried: counts per client, per client and account, and per known browser.

drop table sign_in_failure;

-- `key` is `client:ADDRESS`, `pair:ADDRESS ACCOUNT`, `user:ACCOUNT` or `device:DIGEST`; what was typed and is no account is a keyed hash.
create table sign_in_count (
  key text primary key,
  failures int not null default 0,
  -- Refused tries since the row began: the ledger gets an entry at 1, 2, 4, 8 and so on, so that a flood does not fill it.
  refusals int not null default 0,
  last_at timestamptz not null default now()
);
create index on sign_in_count (last_at);

-- A browser in which an account has signed in before: strangers who guess at that account do not keep it out.
create table known_browser (
  token_hash bytea primary key,
  user_id text not null references app_user,
  used_at timestamptz not null default now()
);
create index on known_browser (user_id, used_at);

-- Wrong old passwords typed in an open session: a few end it.
alter table session add column wrong_passwords int not null default 0;
