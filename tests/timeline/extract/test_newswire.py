"""How well the tagger reads news: newswire.jsonl, annotated by hand before the rules were read.

One short article per line, written for this test in the manner of the newswire of 1989–2013:
id, split ("dev", whose errors were studied, or "test", which nobody tuned on), reference_date,
text, and timexes (text, start, end, type, value) as the TIMEX3 guidelines have them: PRESENT_REF,
1989-Q3, P3Y, a relative day as its date. Leading prepositions are outside the span, and words
that only order events ("before that", "so far", "again") have no timex.
"""
