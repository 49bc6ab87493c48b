"""`filon bench calls`: what calls cost this machine, with real sockets and real sound."""
