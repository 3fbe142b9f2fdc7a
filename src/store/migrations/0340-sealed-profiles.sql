-- What a site repeats on its pages is sealed under the mandate's key for fingerprints (store/sealed/site-profiles.ts): hashes of lines without a
-- key, and contacts in clear, told whoever guessed a line. Profiles of before are sealed at the next start, in code, as with addresses (0100).
alter table source no force row level security;

alter table source rename column profile to clear_profile;
alter table source add column profile bytea; -- of model/page.ts, learned once

do $$ begin
  if not exists (select 1 from source where clear_profile is not null) then
    alter table source drop column clear_profile;
  end if;
end $$;

alter table source force row level security;
