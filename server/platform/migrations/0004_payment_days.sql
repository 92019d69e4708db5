-- A payment whose day nobody told: `paid_on` is then the likely day it is booked on, and figures
-- that need the day itself leave the payment out.

set search_path = duly;

alter table payment add column day_known boolean not null default true;
