"""En mottatt forespørsel hos Statsforvalteren: hva den er, hvor den står, hva som kan gjøres, og hva som mangler."""
