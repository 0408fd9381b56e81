"""Qts egne ord på norsk. Qt følger med nynorsk (``qtbase_nn.qm``), men ikke bokmål, så ordlista er vår.

Bare det programmet kan komme til å vise, er med: knapper, høyreklikkmenyer, Qts filvelger, rullefelt, taster og det
skjermleserne sier om hva en knapp gjør.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

BOKMAL = {
    # Knapper
    "OK": "OK",
    "&OK": "&OK",
    "Save": "Lagre",
    "&Save": "&Lagre",
    "Save All": "Lagre alle",
    "Open": "Åpne",
    "&Open": "&Åpne",
    "&Yes": "&Ja",
    "Yes to &All": "Ja til &alt",
    "&No": "&Nei",
    "N&o to All": "Nei t&il alt",
    "Abort": "Avbryt",
    "Retry": "Prøv igjen",
    "Ignore": "Se bort fra",
    "Close": "Lukk",
    "&Close": "&Lukk",
    "Cancel": "Avbryt",
    "&Cancel": "&Avbryt",
    "Discard": "Forkast",
    "Don't Save": "Ikke lagre",
    "Close without Saving": "Lukk uten å lagre",
    "Help": "Hjelp",
    "Apply": "Bruk",
    "Reset": "Nullstill",
    "Restore Defaults": "Gjenopprett standard",
    "Show Details...": "Vis detaljer …",
    "Hide Details...": "Skjul detaljer …",
    "Clear": "Tøm",
    # Høyreklikk i tekst
    "&Undo": "&Angre",
    "&Redo": "&Gjenta",
    "Undo": "Angre",
    "Redo": "Gjenta",
    "Cu&t": "Klipp &ut",
    "&Copy": "&Kopier",
    "&Paste": "&Lim inn",
    "Delete": "Slett",
    "&Delete": "&Slett",
    "Select All": "Merk alt",
    "&Select All": "&Merk alt",
    "Copy &Link Location": "Kopier l&enkeadressen",
    "&Step up": "Trinn &opp",
    "Step &down": "Trinn &ned",
    "Insert Unicode control character": "Sett inn Unicode-styretegn",
    "LRM Left-to-right mark": "LRM Venstre-til-høyre-merke",
    "RLM Right-to-left mark": "RLM Høyre-til-venstre-merke",
    "ZWJ Zero width joiner": "ZWJ Binder uten bredde",
    "ZWNJ Zero width non-joiner": "ZWNJ Skiller uten bredde",
    "ZWSP Zero width space": "ZWSP Mellomrom uten bredde",
    "LRE Start of left-to-right embedding": "LRE Begynner venstre-til-høyre",
    "RLE Start of right-to-left embedding": "RLE Begynner høyre-til-venstre",
    "LRO Start of left-to-right override": "LRO Tvinger venstre-til-høyre",
    "RLO Start of right-to-left override": "RLO Tvinger høyre-til-venstre",
    "PDF Pop directional formatting": "PDF Slutter skriveretning",
    "LRI Left-to-right isolate": "LRI Skilt ut venstre-til-høyre",
    "RLI Right-to-left isolate": "RLI Skilt ut høyre-til-venstre",
    "FSI First strong isolate": "FSI Skilt ut etter første tegn",
    "PDI Pop directional isolate": "PDI Slutter det som er skilt ut",
    # Qts filvelger
    "&Look in:": "&Let i:",
    "Look in:": "Let i:",
    "Back": "Tilbake",
    "Go back": "Gå tilbake",
    "Forward": "Fram",
    "Go forward": "Gå fram",
    "Parent Directory": "Mappen over",
    "Go to the parent directory": "Gå til mappen over",
    "Create New Folder": "Lag ny mappe",
    "Create a New Folder": "Lag en ny mappe",
    "List View": "Liste",
    "Change to list view mode": "Vis som liste",
    "Detail View": "Detaljer",
    "Change to detail view mode": "Vis med detaljer",
    "Sidebar": "Steder",
    "List of places and bookmarks": "Steder og bokmerker",
    "Files": "Filer",
    "Files of &type:": "Fil&type:",
    "Files of type:": "Filtype:",
    "File &name:": "Fil&navn:",
    "&File name:": "&Filnavn:",
    "Computer": "Datamaskinen",
    "My Computer": "Datamaskinen",
    "Drive": "Stasjon",
    "Folder": "Mappe",
    "File Folder": "Mappe",
    "File": "Fil",
    "%1 File": "%1-fil",
    "Alias": "Snarvei",
    "Shortcut": "Snarvei",
    "Unknown": "Ukjent",
    "Name": "Navn",
    "Size": "Størrelse",
    "Type": "Type",
    "Kind": "Type",
    "Date Modified": "Endret",
    "All Files (*)": "Alle filer (*)",
    "All files (*)": "Alle filer (*)",
    "Show ": "Vis ",
    "&Rename": "&Gi nytt navn",
    "Show &hidden files": "Vis &skjulte filer",
    "&New Folder": "&Ny mappe",
    "New Folder": "Ny mappe",
    "Find Directory": "Finn mappe",
    "Directories": "Mapper",
    "Directory:": "Mappe:",
    "Choose": "Velg",
    "&Choose": "&Velg",
    "Save As": "Lagre som",
    "Remove": "Fjern",
    "Recent Places": "Nylig brukte steder",
    "%1 already exists.\nDo you want to replace it?": "%1 finnes fra før.\nVil du skrive over?",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nFinner ikke mappen.\nSe etter at navnet er riktig."
    ),
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nFinner ikke filen.\nSe etter at navnet er riktig."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": "«%1» er skrivebeskyttet.\nVil du slette likevel?",
    "Are you sure you want to delete '%1'?": "Er du sikker på at du vil slette «%1»?",
    "Could not delete directory.": "Kunne ikke slette mappen.",
    "Invalid filename": "Ugyldig filnavn",
    # Rullefelt og faner
    "Scroll here": "Rull hit",
    "Left edge": "Venstre kant",
    "Right edge": "Høyre kant",
    "Top": "Øverst",
    "Bottom": "Nederst",
    "Page left": "Side til venstre",
    "Page right": "Side til høyre",
    "Page up": "Side opp",
    "Page down": "Side ned",
    "Scroll left": "Rull til venstre",
    "Scroll right": "Rull til høyre",
    "Scroll up": "Rull opp",
    "Scroll down": "Rull ned",
    "Scroll Left": "Rull til venstre",
    "Scroll Right": "Rull til høyre",
    # Det skjermlesere sier
    "Press": "Trykk",
    "Increase": "Øk",
    "Decrease": "Minsk",
    "ShowMenu": "Vis menyen",
    "SetFocus": "Gå hit",
    "Toggle": "Skift",
    "Next Page": "Neste side",
    "Previous Page": "Forrige side",
    "Check": "Kryss av",
    "Uncheck": "Fjern krysset",
    "Toggles the state": "Skifter tilstand",
    "Triggers the action": "Gjør det knappen sier",
    "Increases the value": "Øker verdien",
    "Decreases the value": "Minsker verdien",
    "Shows the menu": "Viser menyen",
    "Sets the focus": "Flytter hit",
    "Scrolls to the left": "Ruller til venstre",
    "Scrolls to the right": "Ruller til høyre",
    "Scrolls up": "Ruller opp",
    "Scrolls down": "Ruller ned",
    "Goes back a page": "Går en side tilbake",
    "Goes to the next page": "Går til neste side",
    "Open the combo box selection popup": "Åpne lista å velge fra",
    # Utskrift
    "Print": "Skriv ut",
    "&Print": "&Skriv ut",
    "Page Setup": "Sideoppsett",
    "Print To File ...": "Skriv til fil …",
    "Print to File (PDF)": "Skriv til fil (PDF)",
    "Printer": "Skriver",
    "&Options >>": "&Valg >>",
    "&Options <<": "&Valg <<",
    "P&roperties": "&Egenskaper",
    "Copies": "Kopier",
    "Print range": "Sider",
    "Print all": "Alle",
    "Pages from": "Sider fra",
    "to": "til",
    "Current Page": "Denne siden",
    "Selection": "Det som er merket",
    "Collate": "Samle",
    "Color": "Farge",
    "Grayscale": "Gråtoner",
    "Location:": "Sted:",
    "Preview": "Forhåndsvisning",
    "Type:": "Type:",
    "Output &file:": "&Fil:",
}
"""Engelsk til bokmål. ``&`` er tasten som velger den med Alt."""

TASTER = {
    "Ctrl": "Ctrl",
    "Shift": "Shift",
    "Alt": "Alt",
    "Meta": "Meta",
    "Backspace": "Rettetast",
    "Space": "Mellomrom",
    "Del": "Delete",
    "Delete": "Delete",
    "Return": "Enter",
    "Enter": "Enter",
    "Ins": "Insert",
    "Left": "Venstre",
    "Right": "Høyre",
    "Up": "Opp",
    "Down": "Ned",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
}
"""Tastene slik de heter på norske tastatur og i norske programmer. Home, End, Esc, Tab og F1–F12 er like."""


class Bokmal(QTranslator):
    """Svarer på Qts oppslag. Det som ikke står i lista, blir stående som det er."""

    def translate(self, context: str, sourceText: str, disambiguation=None, n: int = -1) -> str | None:  # noqa: N803
        ordliste = TASTER if context == "QShortcut" else BOKMAL
        return ordliste.get(sourceText) if context.startswith("Q") else None

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def installer(app: QCoreApplication, malform: str = "nb") -> None:
    """Sett Qts ord og norske tall og datoer. På nynorsk svarer Qts egen ordliste først, så vår."""
    QLocale.setDefault(QLocale("nn_NO" if malform == "nn" else "nb_NO"))
    for gammel in app.findChildren(QTranslator):
        app.removeTranslator(gammel)
        gammel.deleteLater()
    oversettere: list[QTranslator] = [Bokmal(app)]
    if malform == "nn":
        nynorsk = QTranslator(app)
        if nynorsk.load("qtbase_nn", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            oversettere.append(nynorsk)
    for oversetter in oversettere:
        app.installTranslator(oversetter)  # den siste spørres først
