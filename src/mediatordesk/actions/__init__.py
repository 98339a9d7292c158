"""What a mediator does, one short function each."""
