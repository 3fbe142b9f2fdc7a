-- Where a session was opened from, so that its owner knows it from others when they look at the list; null for those opened before, and
-- by a passkey or a provider.
alter table session add column client text;
create index on session (user_id, created_at);
