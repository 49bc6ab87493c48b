"""Files that follow a model to the letter and wait for a yes: numbers to call (``calls``), projects (``alerts``)."""
