-- Values of facts and links, and templates, stand under one of 64 tokens each (store/value-tokens.ts): equal ones beside adverts told
-- whoever knew some of the adverts what the others say. Rows of before are turned at the next start, in code, as with addresses (0100).
alter table fact no force row level security;
alter table link no force row level security;
alter table advert no force row level security;

alter table fact rename column blind to clear_blind;
alter table fact alter column clear_blind drop not null;
alter table fact add column token text;
drop index fact_mandate_id_blind_idx;
create index fact_token on fact (mandate_id, token);
drop index fact_rejected;
create index fact_rejected on fact (mandate_id, token) where state = 'rejected';

alter table link rename column blind to clear_blind;
alter table link rename column edge to clear_edge;
alter table link alter column clear_edge drop not null;
alter table link drop constraint link_mandate_id_edge_key;
drop index link_value;
alter table link add column token text;
alter table link add column edge text; -- keyed hash of the linker's own name of the edge
create unique index link_edge on link (mandate_id, edge);
create index link_token on link (token) where state = 'live';

alter table advert rename column template_id to clear_template;
alter table advert add column template text; -- token of the template's number

do $$ begin
  if not exists (select 1 from fact) and not exists (select 1 from link) and not exists (select 1 from advert) then
    alter table fact drop column clear_blind;
    alter table link drop column clear_blind, drop column clear_edge;
    alter table advert drop column clear_template;
  end if;
end $$;

alter table fact force row level security;
alter table link force row level security;
alter table advert force row level security;

create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  analyze address (id, mandate_id, source_id, host, url_mac, state), capture (id, mandate_id, source_id, origin, seen_at, state, read_version),
    capture_key (capture_id, mandate_id, kek), advert (id, mandate_id, source_id, url_mac, state, network_id, link_no),
    sighting (id, mandate_id, advert_id, capture_id), fact (sighting_id, mandate_id, advert_id, kind, token, state),
    link (mandate_id, edge, a, b, kind, token, state), network (mandate_id, id, ended_at),
    network_membership (mandate_id, advert_id, network_id, until_at), index_segment (id, mandate_id, kek), index_bucket (segment_id, bucket);
end $$;

-- As before (0070); `tokens`: those of the values asked for.
drop function ledger_about(text[], text[], text, text, timestamptz, timestamptz, bigint, int);
create function ledger_about(about text[], tokens text[], person text, only_actor text, seen_from timestamptz, seen_to timestamptz,
  before_no bigint, most int) returns setof bigint
language plpgsql volatile security definer set search_path = baken, pg_temp as $$
declare
  asking text := current_setting('baken.user', true);
  ground text := ground_for('{analyst,detective,coordinator,auditor,system}');
  own text := case when ground_role() in ('auditor', 'system') then only_actor else ground_user() end;
  wanted text[] := about;
begin
  if ground is not null and cardinality(tokens) > 0 then
    -- Auditors see no facts themselves: they are counted as the system does, which is turned back before anything is answered.
    perform set_config('baken.user', 'pipeline', true);
    wanted := wanted || array(select distinct 'advert:' || f.advert_id from (select advert_id from fact
      where mandate_id = ground and token = any (tokens) and fact.state <> 'rejected' limit 5000) f);
    perform set_config('baken.user', asking, true);
  end if;
  return query select l.no from ledger l
    where (own is null or l.actor = own)
      and (l.act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key')
          and ledger_subjects(l.act, l.subject, l.detail) && wanted or l.actor = person)
      and (seen_from is null or l.at >= seen_from) and (seen_to is null or l.at < seen_to) and (before_no is null or l.no < before_no)
    order by l.no desc limit most;
end $$;
