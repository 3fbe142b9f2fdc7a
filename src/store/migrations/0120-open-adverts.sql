-- Opened adverts are few among millions: pairs of them are looked for among the newest.
create index advert_open on advert (mandate_id, id desc) where state = 'open';
