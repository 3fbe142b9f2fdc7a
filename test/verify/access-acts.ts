/** What somebody with the database does to mandates, accounts, sessions, rules and approvals, each with what a check must name. */
import { createHash } from 'node:crypto'

const token = `'\\x${createHash('sha256').update('x').digest('hex')}'`

export const accessActs: readonly (readonly [title: string, sql: string, named: RegExp])[] = [
  [
    'the days of erasing of a mandate',
    `update mandate set erase_after_days = 3000 where id = 'een'`,
    /^mandate een erase_after_days is 3000, and ledger entry \d+ granted 28/
  ],
  [
    'its end',
    `update mandate set valid_until = valid_until + interval '1 year' where id = 'een'`,
    /^mandate een valid_until is 20\S+Z, and ledger entry \d+ granted 20/
  ],
  [
    'its beginning',
    `update mandate set valid_from = valid_from - interval '1 day' where id = 'een'`,
    /^mandate een valid_from is /
  ],
  [
    'its sources',
    `update mandate set sources = '{*}' where id = 'een'`,
    /^mandate een sources is \["\*"\], and ledger entry \d+ granted \["bron-een"\]/
  ],
  [
    'its budget',
    `update mandate set budget = '{}' where id = 'een'`,
    /^mandate een budget is \{\}, and ledger entry \d+ granted null/
  ],
  [
    'its forms',
    `update mandate set forms = '{labour}' where id = 'een'`,
    /^mandate een forms is \["labour"\], and ledger entry \d+ granted \["any"\]/
  ],
  [
    'whether it keeps sealed',
    `update mandate set keep = 'open' where id = 'een-2'`,
    /^mandate een-2 keep is open, and ledger entry \d+ granted sealed/
  ],
  ['its legal basis', `update mandate set legal_basis = 'geen' where id = 'een'`, /^mandate een legal_basis is geen/],
  ['its purpose', `update mandate set purpose = 'iets anders' where id = 'een'`, /^mandate een purpose is iets anders/],
  [
    'who granted it',
    `update mandate set granted_by = 'niemand' where id = 'een'`,
    /^mandate een granted_by is niemand/
  ],
  ['its time zone', `update mandate set zone = 'UTC' where id = 'een'`, /^mandate een zone is UTC/],
  ['whether it is for practice', `update mandate set demo = true where id = 'een'`, /^mandate een demo is true/],
  [
    'who proposed and confirmed it',
    `update mandate set proposed_by = 'beheer', confirmed_by = 'beheer-2' where id = 'een'`,
    /^mandate een confirmed_by is beheer-2, and ledger entry \d+ granted null/
  ],
  [
    'the line of a mandate',
    `update mandate set line = 'drie' where id = 'een-2'`,
    /^mandate een-2 its line is drie, and it should be een/
  ],
  [
    'which of a mandate and its renewal was made first',
    `update mandate set created_at = created_at - interval '1 year' where id = 'een-2'`,
    /^mandate een-2 it was made before the mandate that it renews/
  ],
  [
    'what it renews',
    `update mandate set succeeds = null, line = 'een-2' where id = 'een-2'`,
    /^mandate een-2 succeeds is null, and ledger entry \d+ granted een/
  ],
  [
    'a withdrawn mandate holds again',
    `update mandate set withdrawn_at = null where id = 'drie'`,
    /^mandate drie ledger entry \d+ withdrew it, and it is not withdrawn/
  ],
  [
    'the time of withdrawing',
    `update mandate set withdrawn_at = now() - interval '20 days' where id = 'drie'`,
    /^mandate drie it is withdrawn at another time than ledger entry \d+ says/
  ],
  [
    'a mandate is withdrawn without an act',
    `update mandate set withdrawn_at = now() where id = 'een'`,
    /^mandate een it is withdrawn, and no act of the ledger withdrew it/
  ],
  [
    'a mandate is removed',
    `delete from mandate where id = 'drie'`,
    /^mandate drie ledger entry \d+ granted it, and its row is gone/
  ],
  [
    'a mandate is added',
    `insert into mandate (id, line, legal_basis, purpose, forms, sources, granted_by, valid_from, valid_until, keep, erase_after_days)
     values ('zes', 'zes', 'x', 'x', '{any}', '{*}', 'x', now(), now() + interval '1 day', 'open', 3650)`,
    /^mandate zes no act of the ledger granted it/
  ],
  [
    'a role is given',
    `update app_user set role = 'administrator' where id = 'analist'`,
    /^account analist its role is "administrator", and ledger entry \d+ left it at "analyst"/
  ],
  [
    'a closed account is opened',
    `update app_user set active = true where id = 'weg'`,
    /^account weg its active is true, and ledger entry \d+ left it at false/
  ],
  [
    'an account is closed',
    `update app_user set active = false where id = 'leider'`,
    /^account leider its active is false/
  ],
  ['an account practises', `update app_user set demo = true where id = 'leider'`, /^account leider its demo is true/],
  [
    'a mandate is given to a person',
    `insert into user_mandate (user_id, mandate_id) values ('analist', 'een')`,
    /^account analist its mandates is \["een","een-2"\], and ledger entry \d+ left it at \["een-2"\]/
  ],
  [
    'a mandate is taken from a person',
    `delete from user_mandate where user_id = 'leider'`,
    /^account leider its mandates is \[\]/
  ],
  [
    'a password is exchanged for one that is known',
    `update app_user set password_hash = (select password_hash from app_user where id = 'beheer-2') where id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left: its name, password/
  ],
  [
    'a one-time password lasts',
    `update app_user set password_until = null where id = 'leider'`,
    /^account leider it is not what ledger entry \d+ left/
  ],
  [
    'an identity is linked',
    `update app_user set identity = 'https://inloggen.example 8' where id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'the name of a person',
    `update app_user set name = 'Iemand anders' where id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'the second factor is taken away',
    `delete from totp where user_id = 'analist'; update app_user set factor_since = null where id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'another app is put in',
    `update totp set salt = '\\x00' where user_id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'a recovery code is added',
    `insert into recovery_code (user_id, digest) values ('analist', '\\x00')`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'a used recovery code is good again',
    `update recovery_code set used_at = null where user_id = 'analist'`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'a passkey is added',
    `insert into passkey (id, user_id, public_key, counter, transports, name) values ('x', 'analist', '\\x00', 0, '{}', 'x')`,
    /^account analist it is not what ledger entry \d+ left/
  ],
  [
    'an account is added',
    `insert into app_user (id, name, role) values ('nieuw', 'Nieuw', 'analyst')`,
    /^account nieuw no act of the ledger made it/
  ],
  [
    'an account is removed',
    `delete from app_user where id = 'weg'`,
    /^account weg ledger entry \d+ tells of it, and its row is gone/
  ],
  [
    'an actor that is no person gets a password',
    `update app_user set password_hash = (select password_hash from app_user where id = 'beheer') where id = 'pipeline'`,
    /^account pipeline no act of the ledger made it/
  ],
  [
    'an actor that is no person becomes one',
    `update app_user set role = 'analyst' where id = 'console'`,
    /^account console no act of the ledger made it/
  ],
  [
    'a session is made that nobody began',
    `insert into session (token_hash, user_id, expires_at) values (${token}, 'analist', now() + interval '1 hour')`,
    /^session [0-9a-f]{64} no act of the ledger made it/
  ],
  [
    'a session becomes that of another',
    `update session set user_id = 'beheer'`,
    /^session [0-9a-f]{64} its user is "beheer", and ledger entry \d+ left it at "analist"/
  ],
  [
    'a session lasts longer',
    `update session set expires_at = expires_at + interval '1 day'`,
    /^session [0-9a-f]{64} it is not what ledger entry \d+ left: its times/
  ],
  ['a session is called strong', `update session set strong = true`, /^session [0-9a-f]{64} its strong is true/],
  [
    'a role needs no second factor any more',
    `update role_rule set second_factor = false`,
    /^role-rule administrator its secondFactor is false/
  ],
  [
    'the rule of a role is removed',
    `delete from role_rule`,
    /^role-rule administrator ledger entry \d+ tells of it, and its row is gone/
  ],
  [
    'break-glass is approved without a second person',
    `update break_glass set state = 'approved', decided_by = 'leider', decided_at = now(), decided_because = 'x', until = now() + interval '2 hours' where state = 'asked'`,
    /^break-glass \d+ its state is "approved", and ledger entry \d+ left it at "asked"/
  ],
  [
    'break-glass is for other mandates',
    `update break_glass set mandates = '{drie}' where state = 'asked'`,
    /^break-glass \d+ its mandates is \["drie"\]/
  ],
  [
    'break-glass is for longer',
    `update break_glass set hours = 24 where state = 'asked'`,
    /^break-glass \d+ it is not what ledger entry \d+ left: its hours/
  ],
  [
    'what was proposed is exchanged',
    `update mandate_proposal set mandate = mandate || '{"eraseAfterDays":3650}' where state = 'proposed'`,
    /^proposal \d+ it is not what ledger entry \d+ left: what was proposed/
  ],
  [
    'who proposed is exchanged',
    `update mandate_proposal set proposed_by = 'beheer-2' where state = 'proposed'`,
    /^proposal \d+ its proposedBy is "beheer-2"/
  ]
]
