/** Colours that stay apart in greyscale too; shape and words carry the meaning. */
export const INK = {
  text: '#212b32',
  quiet: '#4c6272',
  grid: '#d8dde0',
  mark: '#003087',
} as const

/** The look of the report: plain, as pages of the NHS are, on a screen of any width and on paper. */
export const TRIAL_STYLE = `
body { background: #f0f4f5; color: #212b32; font: 16px/1.5 Arial, "Helvetica Neue", "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; margin: 0; }
header { background: #005eb8; color: #fff; font-size: 22px; font-weight: 600; padding: 8px 16px; }
.trial { background: #ffeb3b; margin: 0; padding: 4px 16px; }
main, footer { margin: 0 auto; max-width: 1240px; padding: 0 16px; }
footer { color: #4c6272; font-size: 14px; padding-bottom: 32px; }
h1 { font-size: 32px; line-height: 1.2; margin: 24px 0 16px; }
h2 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; }
h3 { font-size: 19px; line-height: 1.3; margin: 24px 0 8px; }
p { margin: 0 0 12px; }
.card { background: #fff; border: 1px solid #d8dde0; margin: 0 0 24px; padding: 16px; }
.invented { background: #fff9c4; border: 2px solid #212b32; font-size: 19px; margin: 0 0 24px; padding: 16px; }
.invented p:last-child, .limits p { margin: 0; }
.limits { border-left: 8px solid #ffb81c; font-size: 14px; line-height: 1.4; margin-top: 16px; padding: 4px 0 4px 16px; }
.limits ul { margin: 4px 0 0; padding-left: 18px; }
.note { color: #4c6272; font-size: 14px; }
.charts { display: grid; gap: 8px 32px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); }
figure { display: flex; flex-direction: column; justify-content: flex-end; margin: 0; max-width: 480px; }
figcaption { font-weight: 600; margin-bottom: 4px; }
svg { display: block; height: auto; width: 100%; }
.scroll { overflow-x: auto; position: relative; }
.scroll:focus { outline: 3px solid #ffeb3b; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.35; min-width: 100%; }
.caption { font-weight: 600; margin: 16px 0 4px; }
caption { height: 1px; overflow: hidden; position: absolute; width: 1px; clip-path: inset(50%); }
th, td { border-bottom: 1px solid #d8dde0; padding: 6px 16px 6px 0; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #4c6272; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: clamp(140px, 24vw, 300px); }
.number { text-align: right; white-space: nowrap; }
thead .number { min-width: 110px; white-space: normal; }
.number:last-child { padding-right: 2px; }
.number span { color: #4c6272; display: block; }
dl { display: grid; gap: 6px 24px; grid-template-columns: minmax(120px, 220px) 1fr; margin: 8px 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
code span { display: inline-block; }
code { font-size: 14px; overflow-wrap: anywhere; }
summary { color: #005eb8; cursor: pointer; margin-top: 16px; text-decoration: underline; }
summary:focus { background: #ffeb3b; color: #212b32; outline: 2px solid #212b32; }
@media (max-width: 500px) {
  h1 { font-size: 26px; }
  dl { display: block; }
  dd { margin-bottom: 8px; }
}
@media print {
  body, .card { background: #fff; border: 0; }
  .card { padding: 0; }
  figure, .limits { break-inside: avoid; }
  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; height: auto; }
}
`
