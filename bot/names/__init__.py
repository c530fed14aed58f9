"""A spaCy pipeline, trained by us, that recognises people, companies and job titles in chat."""
