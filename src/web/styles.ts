/** Blocks of the design system that no page of Evenkeel prints. */
const UNUSED = [
  'action-link',
  'card-group',
  'character-count',
  'contents-list',
  'do-dont-list',
  'file-upload',
  'footer',
  'header',
  'hero',
  'image',
  'pagination__item',
  'password-input',
  'scroll',
  'search-input',
  'tabs',
  'task-list',
] as const

const UNUSED_SELECTOR = new RegExp(
  `\\.nhsuk-(?:${UNUSED.join('|')})(?![a-z])|aria-sort|data-sort|search-cancel`,
)
const GROUP = /^@(?:media|supports|container)/
const LICENSED_FONT = /Frutiger W01,\s*arial/g
const SYSTEM_FONT = 'arial,"Helvetica Neue","Liberation Sans"'

/**
 * The style sheet of every page: the design system without its licensed font, its requests to other hosts and the
 * blocks that are not used, then our own.
 */
export function staffStyles(designSystem: string, ours: string): string {
  const used = rules(designSystem.replace('@charset "UTF-8";', ''))
    .flatMap(usedPart)
    .join('')
    .replace(LICENSED_FONT, SYSTEM_FONT)
  return `${used}\n${ours}`
}

type Rule = { readonly head: string; readonly body: string }

/** A rule as it is kept: nothing, itself without its unused selectors, or a group of what is left of it. */
function usedPart({ head, body }: Rule): readonly string[] {
  if (head === '@font-face') return []
  if (GROUP.test(head)) {
    const kept = rules(body).flatMap(usedPart).join('')
    return kept === '' ? [] : [`${head}{${kept}}`]
  }
  const selectors = head.split(/,(?![^(]*\))/).filter((one) => !UNUSED_SELECTOR.test(one))
  return selectors.length === 0 ? [] : [`${selectors.join(',')}{${body}}`]
}

/** The rules of a style sheet, in order; what stands inside a group is one body. */
function rules(css: string): readonly Rule[] {
  const found: Rule[] = []
  let start = 0
  for (;;) {
    const open = css.indexOf('{', start)
    if (open === -1) return found
    const close = closingBrace(css, open)
    found.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, close) })
    start = close + 1
  }
}

function closingBrace(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  throw new SyntaxError('the style sheet of the design system is cut short')
}
