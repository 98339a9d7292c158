"""The place for the exchange with the centre: states, mailboxes, enrolment."""
