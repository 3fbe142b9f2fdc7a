-- Who may do what is bound to the ledger: accounts, sessions, rules of roles, approvals (store/standing.ts writes, verify/ledger/standing.ts
-- compares), and mandates by the terms in their own entries. How what was there before stood is told once, so that what comes after is found.
create index ledger_stands on ledger (no) where detail ? 'stands';
create index ledger_mandates on ledger (no) where act in ('mandate.add', 'mandate.renew', 'mandate.withdraw', 'demo.make', 'access.begin');

insert into ledger (actor, act, detail)
select 'pipeline', 'access.begin', jsonb_build_object('mandates', coalesce(g.mandates, '[]'), 'stands', coalesce(s.stands, '[]'))
from (
  select jsonb_agg(jsonb_build_object('id', m.id, 'legalBasis', m.legal_basis, 'purpose', m.purpose, 'forms', m.forms, 'sources', m.sources,
    'grantedBy', m.granted_by, 'from', to_char(m.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'until', to_char(m.valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'keep', m.keep, 'eraseAfterDays', m.erase_after_days,
    'zone', m.zone, 'demo', m.demo, 'succeeds', m.succeeds, 'proposedBy', m.proposed_by, 'confirmedBy', m.confirmed_by,
    'withdrawnAt', to_char(m.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by m.id) as mandates
  from mandate m
  where not exists (select 1 from ledger l where l.act in ('mandate.add', 'mandate.renew') and l.subject = 'mandate:' || m.id)
) g, (
  select jsonb_agg(jsonb_build_object('kind', b.kind, 'id', b.id, 'says', b.says, 'digest', b.digest) order by b.kind, b.id) as stands
  from (
    select 'account', r.id::text, jsonb_build_object('role', r.role, 'active', r.active, 'demo', r.demo,
      'mandates', coalesce((select jsonb_agg(m.mandate_id order by m.mandate_id) from user_mandate m where m.user_id = r.id), '[]')),
      encode(substr(sha256(convert_to(jsonb_build_array(r.id, r.name, encode(sha256(convert_to(r.password_hash, 'UTF8')), 'hex'), extract(epoch from r.password_until), r.identity,
      extract(epoch from r.factor_since),
      (select jsonb_agg(jsonb_build_array(p.id, encode(p.public_key, 'hex')) order by p.id) from passkey p where p.user_id = r.id),
      (select encode(t.salt, 'hex') from totp t where t.user_id = r.id and t.confirmed_at is not null),
      (select jsonb_agg(jsonb_build_array(encode(c.digest, 'hex'), extract(epoch from c.used_at)) order by c.digest) from recovery_code c where c.user_id = r.id))::text, 'UTF8')), 1, 16), 'hex') from app_user r where r.role <> 'system'
    union all select 'session', encode(sha256(r.token_hash), 'hex')::text, jsonb_build_object('user', r.user_id, 'strong', r.strong, 'factorDue', r.factor_due),
      encode(substr(sha256(convert_to(jsonb_build_array(extract(epoch from r.created_at), extract(epoch from r.expires_at))::text, 'UTF8')), 1, 16), 'hex') from session r
    union all select 'role-rule', r.role::text, jsonb_build_object('secondFactor', r.second_factor),
      encode(substr(sha256(convert_to(jsonb_build_array(r.role)::text, 'UTF8')), 1, 16), 'hex') from role_rule r
    union all select 'break-glass', r.id::text, jsonb_build_object('state', r.state, 'askedBy', r.asked_by, 'decidedBy', r.decided_by, 'mandates', r.mandates),
      encode(substr(sha256(convert_to(jsonb_build_array(r.id, r.hours, r.reason, extract(epoch from r.asked_at), extract(epoch from r.decided_at), r.decided_because, extract(epoch from r.until),
      r.ended_by, r.ended_because)::text, 'UTF8')), 1, 16), 'hex') from break_glass r
    union all select 'proposal', r.id::text, jsonb_build_object('state', r.state, 'proposedBy', r.proposed_by, 'decidedBy', r.decided_by),
      encode(substr(sha256(convert_to(jsonb_build_array(r.id, r.mandate, r.reason, extract(epoch from r.proposed_at), extract(epoch from r.decided_at), r.decided_because)::text, 'UTF8')), 1, 16), 'hex') from mandate_proposal r
  ) b (kind, id, says, digest)
) s
where g.mandates is not null or s.stands is not null;
