-- A second step at sign-in: a code from the person's own device, in the shape that better-auth
-- keeps. Secret and backup codes lie encrypted under the program's secret.

set search_path = duly;

alter table auth_user add column two_factor_enabled boolean not null default false;

create table auth_two_factor (
  id                         text primary key,
  user_id                    text not null unique references auth_user on delete cascade,
  secret                     text not null,
  backup_codes               text not null,
  -- False until the first code from the device was right.
  verified                   boolean not null default false,
  failed_verification_count  integer not null default 0,
  locked_until               timestamptz
);
alter table auth_two_factor enable row level security;

-- What a business asks of the people who enter it.
create table sign_in_rule (
  business_id          bigint primary key references business,
  requires_two_factor  boolean not null default false
);
alter table sign_in_rule enable row level security;
create policy tenant on sign_in_rule
  using (business_id = (select duly.current_business()))
  with check (business_id = (select duly.current_business()));
grant select, insert, update on sign_in_rule to duly_app;
