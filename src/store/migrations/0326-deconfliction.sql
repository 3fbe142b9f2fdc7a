-- Whether a number or account is known elsewhere: asked by one person, answered by a coordinator, told to the coordinators of the other mandate.

create table deconfliction_question (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  -- Kind, value and reason.
  sealed bytea not null,
  asked_by text not null references app_user,
  asked_at timestamptz not null default now(),
  answer text check (answer in ('contact', 'nothing')),
  -- What the asker is told, and the mandates under which it was known then.
  answer_sealed bytea,
  answered_by text references app_user,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null) and (answer is null) = (answer_sealed is null))
);
create index on deconfliction_question (mandate_id, id desc);
create index on deconfliction_question (asked_by, asked_at);

-- What a coordinator hears of a question that was asked under another mandate: sealed for the mandate that hears it.
create table deconfliction_notice (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  question_id int not null references deconfliction_question,
  sealed bytea not null,
  at timestamptz not null default now(),
  unique (question_id, mandate_id)
);
create index on deconfliction_notice (mandate_id, id desc);

alter table deconfliction_question enable row level security;
alter table deconfliction_question force row level security;
create policy by_ground on deconfliction_question
  using (mandate_id = (select ground_content()) and (asked_by = (select ground_user()) or (select ground_role()) in ('coordinator', 'system')))
  with check (mandate_id = (select ground_content()) and (asked_by = (select ground_user()) or (select ground_role()) in ('coordinator', 'system')));
alter table deconfliction_notice enable row level security;
alter table deconfliction_notice force row level security;
create policy by_ground on deconfliction_notice
  using (mandate_id = (select ground_for('{coordinator,system}')))
  with check (mandate_id = (select ground_for('{coordinator,system}')));
