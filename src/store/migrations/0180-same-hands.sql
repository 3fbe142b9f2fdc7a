-- Whether one person may stand behind two accounts, asked by whoever decides on what another proposed: a person sees no acts of others in
-- the ledger, the answer is yes or no. What was done with an account since seven days before the proposal counts, however long that waited.
create function same_hands(one text, other text, proposed_at timestamptz) returns boolean
language sql stable security definer set search_path = baken, pg_temp as $$
  with recursive hand(account, id) as (
    select account, account from unnest(array[one, other]) as account
    union
    select h.account, l.actor from hand h join ledger l on l.subject = 'user:' || h.id
    -- After these acts the one who did them may be the one who signs in. Whoever owns the machine needs no accounts.
    where l.act in ('user.add', 'user.role', 'user.activate', 'user.reset', 'user.password', 'user.identity')
      and l.at > least(proposed_at, now()) - interval '7 days' and l.actor <> 'console')
  select exists (select 1 from hand a join hand b using (id) where a.account = one and b.account = other)
$$;
