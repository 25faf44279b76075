/** One style for the page that asks for the passphrase and for the sheets behind it; it is printed in black. */
export const PACK_STYLE = `
body { color: #212b32; font: 16px/1.4 Arial, sans-serif; margin: 0; }
main { margin: 0 auto; max-width: 60em; overflow-wrap: break-word; padding: 16px; }
header { background: #005eb8; color: #fff; font-weight: bold; padding: 12px 16px; }
h1 { font-size: 28px; margin: 16px 0; }
h2 { font-size: 22px; margin: 24px 0 8px; }
h3 { font-size: 18px; margin: 16px 0 4px; }
a { color: #005eb8; }
label { display: block; font-weight: bold; margin-bottom: 4px; }
input { border: 2px solid #4c6272; box-sizing: border-box; font: 20px monospace; max-width: 100%; padding: 8px; width: 16em; }
input:focus, button:focus, a:focus { background-color: #ffeb3b; color: #212b32; outline: 4px solid #ffeb3b; outline-offset: 0; }
button { background: #007f3b; border: 0; color: #fff; display: block; font: bold 18px Arial, sans-serif; margin: 12px 0; padding: 12px 24px; }
.warn { border: 2px solid #212b32; border-left-width: 8px; padding: 8px 16px; }
.error { color: #d5281b; font-weight: bold; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 15px; width: 100%; }
caption { font-weight: bold; padding: 4px 0; text-align: left; }
th, td { border: 1px solid #768692; padding: 4px 6px; text-align: left; vertical-align: top; }
td.n, th.n { font-variant-numeric: tabular-nums; text-align: right; }
dl { display: grid; gap: 2px 12px; grid-template-columns: 11em 1fr; margin: 8px 0; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
.person { border-top: 4px solid #212b32; margin-top: 24px; }
.slip { border: 2px solid #212b32; margin: 12px 0; overflow-wrap: anywhere; padding: 8px 12px; }
.slip table { border: 0; }
.slip td { border: 0; border-bottom: 1px solid #212b32; height: 30px; width: 50%; }
@media (max-width: 640px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } .slip td { display: block; width: auto; } }
@media print {
  body { font-size: 12px; } table { font-size: 11px; } header, .screen { display: none; }
  .person, .sheet { break-before: page; } .slip, tr { break-inside: avoid; }
}
`
