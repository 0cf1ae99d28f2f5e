-- A deck that was lost is withdrawn: its cards are deleted and its number stays, so that the deck that was signed once cannot be sent again.
-- Whether any of its cards was used is not to be seen, before or after.
create table deck_withdrawals (
  program uuid not null default current_program() references known_programs,
  deck text not null,
  constraint deck_withdrawals_pk primary key (program, deck),
  constraint deck_withdrawals_of_deck foreign key (program, deck) references decks
);
select guard_table('deck_withdrawals');
