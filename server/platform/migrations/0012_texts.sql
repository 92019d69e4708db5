-- Text messages: what a contact wants by which channel, and what became of a message after it left.

set search_path = duly;

-- Channels that the contact said yes to, and those they said no to. The timeline has when and how.
alter table contact
  add column opted_in  text[] not null default '{}',
  add column opted_out text[] not null default '{}';

-- Who has a number, whichever way it is written.
create index contact_by_phone on contact (regexp_replace(phone, '[^0-9]+', '', 'g'))
  where phone is not null;

-- What the network tells of a message after it left stands among its attempts.
alter table attempt drop constraint attempt_outcome_check;
alter table attempt add constraint attempt_outcome_check check (outcome in
  ('started', 'accepted', 'captured', 'deferred', 'refused', 'withdrawn', 'held', 'reported'));
