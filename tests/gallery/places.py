"""The pages of the demo world that the scenes name."""

from __future__ import annotations

IDEA = "/innovasjon/registrere-malinger-under-hjemmebesoket/"
EXPERIENCE = "/erfaringer/sarsporet-etter-tre-uker/"
EVENT = "/arrangementer/digital-kaffi-for-sma-kommunar/"
FULL_EVENT = "/arrangementer/besok-hos-bra-nattkamera-i-praksis/"
WORKSHOP = "/arrangementer/arbeidsverksted-kjope-lage-selv-eller-utvikle-sammen/"
NOTICE = "/anskaffelser/kunngjoringer/dynamisk-innkjopsordning-digital-hjemmeoppfolging/"
THREAD = "/trader/er-det-lov-a-ta-en-kaffe-med-leverandoren/"
LONG_THREAD = "/trader/farre-falske-alarmer/"
