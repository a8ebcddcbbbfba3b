"""The course's demonstrations as pure functions that give every number on the way. numpy only: the window runs them."""
