-- Few say yes or no to a channel: those are found without looking at the others.

set search_path = duly;

create index contact_opted on contact (business_id, customer_id)
  where opted_in <> '{}' or opted_out <> '{}';
