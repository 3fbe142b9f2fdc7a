-- Redirects at the address of an advert: the second one after it was last seen says that it is gone (store/adverts/adverts.ts).
create index capture_redirect on capture (source_id, url_mac, seen_at) where page_kind = 'redirect';
