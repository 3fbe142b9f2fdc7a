-- A second factor beside the password: codes of an authenticator app (TOTP), and recovery codes for who lost it.

-- When the account got its first second factor; null: none.
alter table app_user add column factor_since timestamptz;
-- The password was right and the second factor has not been shown yet.
alter table session add column factor_due boolean not null default false;

-- The secret is made of `salt` under a key of the keys folder (`accounts/second-factor`): this table alone gives no code.
create table totp (
  user_id text primary key references app_user,
  salt bytea not null,
  -- Null until a first code showed that the app has the secret.
  confirmed_at timestamptz,
  -- The newest time step whose code was used: neither it nor an older one is taken again.
  last_step bigint not null default 0,
  made_at timestamptz not null default now()
);

-- Keyed hashes of recovery codes; each is good once.
create table recovery_code (
  user_id text not null references app_user,
  digest bytea not null,
  used_at timestamptz,
  primary key (user_id, digest)
);

-- What a role must do to sign in; no row: nothing more than a password.
create table role_rule (
  role text primary key,
  second_factor boolean not null default false
);
