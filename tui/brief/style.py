"""How the page looks in a browser: light, dark, and on paper."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #fbfbf9; --ink: #1d2329; --faint: #5b636b; --line: #d5d7d3; --frame: #30383f; --total: #8b939a;
  --expenditure: #3f76a8; --receipts: #7a5fb0; --staff: #3b7a66;
  --good: #1f7a3f; --bad: #b03a22; --doubt: #ffe9b8; --doubt-ink: #4a3200;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #d7dbe0; --faint: #9aa3ad; --line: #2d353e; --frame: #c3c9cf; --total: #6d7680;
    --expenditure: #5f8fb8; --receipts: #9a86c4; --staff: #8fb8a8;
    --good: #7fbf8f; --bad: #e0806a; --doubt: #5a4312; --doubt-ink: #ffe9b8;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem; max-width: 52rem; background: var(--paper); color: var(--ink);
  font: 14px/1.4 system-ui, "Liberation Sans", "DejaVu Sans", Arial, sans-serif;
  overflow-wrap: break-word;
}
h1 { font-size: 1.45em; line-height: 1.25; margin: .2em 0; }
h2 { font-size: 1.05em; margin: 1.2em 0 .3em; }
p { margin: .3em 0; }
.faint, footer, .place { color: var(--faint); }
.code { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th, td { padding: .18em .4em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: normal; vertical-align: bottom; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.figure { white-space: normal; }
tr.faint td { color: var(--faint); }
.favourable { color: var(--good); }
.adverse { color: var(--bad); }
.doubt { background: var(--doubt); color: var(--doubt-ink); font-weight: bold; }
.scroll { overflow-x: auto; }
svg { width: 100%; min-width: 36rem; height: auto; display: block; margin: .4em 0; font-size: 11px; }
svg text { fill: var(--ink); }
svg text.faint { fill: var(--faint); }
svg text.strong, svg text.doubt { font-weight: bold; }
svg .expenditure { fill: var(--expenditure); }
svg .receipts { fill: var(--receipts); }
svg .staff { fill: var(--staff); }
svg .total { fill: var(--total); }
svg .frame { fill: none; stroke: var(--frame); }
svg .gap { stroke: var(--paper); stroke-width: 3; }
ul { margin: .3em 0; padding-left: 1.2em; }
.note { border-left: 3px solid var(--line); padding-left: .7em; white-space: pre-wrap; }
footer { margin-top: 1.2em; padding-top: .5em; border-top: 1px solid var(--line); font-size: .86em; }
@page { size: A4; margin: 10mm 12mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --frame: #222; --total: #999;
    --expenditure: #3f76a8; --receipts: #7a5fb0; --staff: #3b7a66;
    --good: #1f6a37; --bad: #a03018; --doubt: #ffe9b8; --doubt-ink: #000;
  }
  body { padding: 0; max-width: none; font-size: 8.4pt; line-height: 1.25; }
  table { font-size: 7.6pt; }
  th, td { padding: .06em .3em; }
  p { margin: .15em 0; }
  svg { width: 90%; min-width: 0; margin: .2em 0; }
  h2 { margin: .65em 0 .15em; break-after: avoid; }
  footer { margin-top: .7em; padding-top: .3em; }
  tr, svg, li, footer { break-inside: avoid; }
  .scroll { overflow: visible; }
  rect, .doubt { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
