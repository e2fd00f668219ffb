"""Further words by which a command is looked for: what else one may call it, in Dutch and in English alike.

What a command is called and what it says of itself is searched in both languages without this.
"""

from __future__ import annotations

ALSO = {
    "variances": "unspent underspent overspent deviations differences ranking niet besteed onderbesteed verschillen",
    "filter": "search find words zoeken vinden",
    "jump": "code number title search nummer titel zoeken",
    "measure": "staff money receipts expenditure investment personeel geld ontvangsten uitgaven investeringen vte fte",
    "level": "expand collapse openklappen dichtklappen",
    "zeroes": "empty nullen leeg",
    "sort": "order rank largest sorteren volgorde grootste",
    "columns": "show hide tonen verbergen kolommen",
    "bars": "chart map grafiek kaart",
    "marked": "selected selection geselecteerd selectie",
    "tree.mark": "select selecteren aanduiden",
    "unit": "thousands millions euro duizenden miljoenen",
    "info": "description tables beschrijving tabellen",
    "services": "department staff dienst afdeling personeel",
    "bridge": "waterfall explain children why waterval verklaren kinderen waarom",
    "years": "history trend evolution previous years verloop geschiedenis evolutie vorige jaren",
    "beside": "compare diff difference years vergelijken verschil jaren naast",
    "open": "file pdf report bestand verslag rapport",
    "bookmark": "favourite remember bladwijzer favoriet",
    "bookmarks": "favourites bladwijzers favorieten",
    "export": "save write excel csv spreadsheet opslaan rekenblad",
    "copy_code": "clipboard klembord",
    "copy_row": "clipboard klembord",
    "check": "verify proof findings doubt errors controle bewijs bevindingen twijfel fouten",
    "help": "keys shortcuts toetsen sneltoetsen",
    "quit": "exit close stop afsluiten sluiten",
    "variances.sort": "order rank sorteren volgorde",
    "services.sort": "order rank sorteren volgorde",
    "check.sort": "order rank sorteren volgorde",
    "variances.preset": "unspent overspent last year niet besteed vorig jaar",
    "variances.floor": "threshold materiality drempel",
    "variances.service": "department dienst afdeling",
    "variances.command": "shell terminal opdrachtregel",
    "services.measure": "staff personeel",
}
"""The words by the id of the command."""
