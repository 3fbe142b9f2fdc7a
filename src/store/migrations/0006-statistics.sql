-- A fresh database grows from nothing within seconds, and the planner's statistics of the server's own round come too late: plans
-- made without them take one mandate's rows for few and read whole tables. The pipeline asks for them as it fills the tables.
create function refresh_statistics() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  analyze address (id, mandate_id, source_id, host, url, state), capture (id, mandate_id, source_id, origin, seen_at, state, read_version),
    capture_key (capture_id, mandate_id, kek), advert (id, mandate_id, source_id, url, state, network_id, link_no),
    sighting (id, mandate_id, advert_id, capture_id), fact (sighting_id, mandate_id, advert_id, kind, blind, state),
    advert_words (advert_id, mandate_id), link (mandate_id, edge, a, b, kind, blind, state), network (mandate_id, id, ended_at),
    network_membership (mandate_id, advert_id, network_id, until_at);
end $$;
