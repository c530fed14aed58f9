"""How people answer: yes and no, refusals, bare answers, corrections."""
