-- News for a student who asked to be told: one row however much is new, and never what.
alter table outbox alter person drop not null;
alter table outbox add account text;
alter table outbox add constraint outbox_for_one check (num_nonnulls(person, account) = 1);
create unique index outbox_news_once on outbox (program, account) where account is not null;
