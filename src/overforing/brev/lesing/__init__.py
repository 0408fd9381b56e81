"""Fra et brev tilbake til saken i det, og om teksten er endret."""
