-- Who may come in: users, their sessions and passwords (the shape that better-auth keeps), links to
-- choose a password, and the waiting time before other bank details are shown to customers.
--
-- The auth_ tables belong to no business, so that one user may serve several. Only the program's
-- own sign-in reads them, as the owner: duly_app has no grant on them and no policy lets it in.

set search_path = duly;

create table auth_user (
  id              text primary key,
  name            text not null check (length(name) between 1 and 200),
  email           text not null unique check (email = lower(email)),
  email_verified  boolean not null default false,
  image           text,
  -- Visits the demo business without a password, and nothing else.
  demo            boolean not null default false,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);

create table auth_session (
  id              text primary key,
  token           text not null unique,
  user_id         text not null references auth_user on delete cascade,
  expires_at      timestamptz not null,
  ip_address      text,
  user_agent      text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create index auth_session_by_user on auth_session (user_id);
create index auth_session_by_expiry on auth_session (expires_at);

create table auth_account (
  id                        text primary key,
  account_id                text not null,
  provider_id               text not null,
  user_id                   text not null references auth_user on delete cascade,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  -- argon2id, with its own salt and cost.
  password                  text,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_account_by_user on auth_account (user_id);

create table auth_verification (
  id          text primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index auth_verification_by_identifier on auth_verification (identifier);

-- A link with which a user chooses a password once; only its hash is kept.
create table auth_link (
  token_hash  text primary key,
  user_id     text not null references auth_user on delete cascade,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  created_at  timestamptz not null default now()
);
create index auth_link_by_user on auth_link (user_id);

alter table auth_user enable row level security;
alter table auth_session enable row level security;
alter table auth_account enable row level security;
alter table auth_verification enable row level security;
alter table auth_link enable row level security;

-- Other words on how to pay, asked for and not yet shown to customers.
create table how_to_pay_change (
  business_id   bigint not null references business,
  id            bigint generated always as identity,
  how_to_pay    text not null,
  asked_by      text not null,
  -- The user who asked; a second person is one with another id.
  asked_by_id   text not null,
  asked_at      timestamptz not null,
  state         text not null default 'waiting' check (state in ('waiting', 'confirmed', 'cancelled')),
  settled_by    text,
  settled_at    timestamptz,
  primary key (business_id, id)
);
create unique index how_to_pay_change_one on how_to_pay_change (business_id) where state = 'waiting';
alter table how_to_pay_change enable row level security;
create policy tenant on how_to_pay_change
  using (business_id = (select duly.current_business()))
  with check (business_id = (select duly.current_business()));
grant select, insert, update on how_to_pay_change to duly_app;
