-- What a person writes by hand is theirs to answer for: it is not the day's one chase, and the
-- guard of who is left in peace does not judge it.

set search_path = duly;

drop index message_one_a_day;
create unique index message_one_a_day on message (business_id, customer_id, chase_on)
  where purpose not in ('thanks', 'by-hand') and state not in ('withdrawn', 'failed', 'dropped');

drop trigger message_leaves on message;
create trigger message_leaves before update of state on message
  for each row when (new.purpose <> 'by-hand'
    and new.state in ('sending', 'captured') and old.state not in ('sending', 'captured'))
  execute function message_may_leave();
