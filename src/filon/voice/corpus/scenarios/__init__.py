"""What can answer a call, one function per situation: dice in, parts out."""
