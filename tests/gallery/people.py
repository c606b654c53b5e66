"""The persons of the demo world whom the scenes name."""

from __future__ import annotations

INGER, BENTE = "inger@vest.example", "bente@vest.example"
ELLEN, MARTE, RUTH = "ellen@fiktiv.example", "marte@fiktiv.example", "ruth@fiktiv.example"
JONAS, RAGNHILD = "jonas@god.example", "ragnhild@god.example"
ARNE, LINH = "arne@sar.example", "linh@maltrost.example"
AUDUN, MAGNUS = "audun@skarvoy.example", "magnus@dalfjord.example"
KRISTIN = "kristin@innbygger.example"
SYNNOVE, THOMAS = "synnove@markedsplassen.example", "thomas@markedsplassen.example"
WENCHE = "wenche@markedsplassen.example"
YUSUF = "yusuf@lyngmo.example"
