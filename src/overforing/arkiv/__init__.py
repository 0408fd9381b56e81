"""Det som forlater programmet til arkivet: én journalpost med filene, som eFormidling og Fiks Arkiv vil ha den."""
