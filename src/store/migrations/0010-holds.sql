-- What a person still needs is held: looked up for each advert whose capture is due.
create index judgement_a on judgement (a) where undone_at is null;
create index judgement_b on judgement (b) where undone_at is null;
create index open_request_advert on open_request (advert_id) where state <> 'refused';
