-- The value that a judgement is on is a keyed hash, and goes when no advert has it any more; the digest of the row in the log of rows stays. A salt that
-- goes with the value keeps that digest from confirming a guess of it. Judgements of before have none, and their digests are as they were.
alter table judgement add column salt uuid;
alter table judgement alter column salt set default gen_random_uuid();
