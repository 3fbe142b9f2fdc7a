-- Passkeys (WebAuthn), and identities of a provider (OpenID Connect) that administrators link with accounts.

create table passkey (
  -- The credential's id, base64url.
  id text primary key,
  user_id text not null references app_user,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null default now(),
  used_at timestamptz
);
create index on passkey (user_id);

-- Issuer, a blank, and the subject at that issuer.
alter table app_user add column identity text unique;

-- The provider, or a passkey, showed more than a password: the role's rule is met without a second factor of our own.
alter table session add column strong boolean not null default false;

-- What was asked of a browser or a provider and has not been answered: each is taken once. `id` is a digest.
create table sign_in_challenge (
  id bytea primary key,
  kind text not null check (kind in ('passkey', 'passkey-new', 'identity')),
  user_id text references app_user,
  data jsonb not null,
  expires_at timestamptz not null
);
create index on sign_in_challenge (expires_at);
