-- What auditors say of findings in the ledger, and of who may do what.

create table finding_mark (
  -- What was found, about whom, in which month: found again in another month, it is open again.
  key text primary key,
  state text not null check (state in ('asked', 'closed')),
  note text not null,
  by text not null references app_user,
  at timestamptz not null default now()
);

create table access_review (
  id bigint generated always as identity primary key,
  user_id text not null references app_user,
  -- What the account had then: another role or mandate wants another review.
  role text not null,
  mandates text[] not null,
  verdict text not null check (verdict in ('right', 'revoke')),
  reason text not null,
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on access_review (user_id, id);
