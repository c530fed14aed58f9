"""Who the visitor is: person, company, role, size, industry, place."""
