-- What counts in a plan after what is left out, what counts first first: words with a space between, each once.

alter table talk_settings
  add column objective varchar(100) not null default 'moved breaks break_difference idle_slots' after max_break_difference;
