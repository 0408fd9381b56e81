"""Det alle rommene i vinduet bruker: rammen, widgeter, tema, dialoger og arbeidstråden."""
