-- One-time passwords: an administrator gives one, and its owner changes it at the first sign-in.

-- Until when it opens a session; null once the owner has chosen a password.
alter table app_user add column password_until timestamptz;

-- Raised where sessions end: one that was opened by the former password or role while that changed is none.
alter table app_user add column generation int not null default 0;
alter table session add column generation int not null default 0;
