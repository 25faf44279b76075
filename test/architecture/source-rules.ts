import { parseAst } from 'rolldown/parseAst'

// Rules of the source that no wall can say: what arithmetic on days and doses may look like (H09, H12, H13). They are asked
// of the syntax tree, so that a comment or a text is never code.

type Node = { readonly type: string; readonly [part: string]: unknown }

type Place = { readonly node: Node; readonly above: readonly Node[] }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function places(node: Node, above: readonly Node[] = []): readonly Place[] {
  const held = Object.values(node).flatMap((part) => (Array.isArray(part) ? part : [part]))
  const inside = [...above, node]
  return [{ node, above }, ...held.filter(isNode).flatMap((part) => places(part, inside))]
}

const nameOf = (node: unknown): string =>
  isNode(node) && node.type === 'Identifier' ? String(node['name']) : ''

/** `Date.parse` of a call, `new Date` of a making; the object is named only where it is a plain name. */
function called({ type, callee }: Node): string {
  if (type === 'NewExpression') return `new ${nameOf(callee)}`
  if (type !== 'CallExpression' || !isNode(callee)) return ''
  if (callee.type === 'Identifier') return nameOf(callee)
  return callee.type === 'MemberExpression'
    ? `${nameOf(callee['object'])}.${nameOf(callee['property'])}`
    : ''
}

/** What is multiplied: the factors of a product, one after the other; of anything else itself. */
const factorsOf = (node: unknown): readonly Node[] => {
  if (!isNode(node)) return []
  if (node.type !== 'BinaryExpression' || node['operator'] !== '*') return [node]
  return [...factorsOf(node['left']), ...factorsOf(node['right'])]
}

/** The numbers that are written in a product, multiplied. */
const numberOf = (node: Node): number =>
  factorsOf(node).reduce(
    (product, { value }) => (typeof value === 'number' ? product * value : product),
    1,
  )

const written = (text: string, node: Node): string =>
  text.slice(Number(node['start']), Number(node['end'])).replace(/\s+/g, ' ')

type Found = { readonly path: string; readonly code: string; readonly says: string }

const found = (path: string, text: string, node: Node, says: string): Found => ({
  path,
  code: written(text, node),
  says,
})

function parsed(path: string, text: string): readonly Place[] {
  const program: unknown = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path)
  return isNode(program) ? places(program) : []
}

type Rule = { readonly says: string; readonly breaks: (place: Place, path: string) => boolean }

const faultsBy = (rules: readonly Rule[], path: string, text: string): readonly Found[] =>
  parsed(path, text).flatMap((place) => {
    const broken = rules.find(({ breaks }) => breaks(place, path))
    return broken === undefined ? [] : [found(path, text, place.node, broken.says)]
  })

const CORE = /^src\/(?:base|clinical|register|recall|access|interchange)\//
const DAY_MS = 86_400_000
/** What a Date answers or moves by the clock on the wall of the machine, or by adding to it. */
const OF_A_DATE =
  /\.(?:getTime|valueOf|[gs]et(?:UTC)?(?:Date|Day|Month|FullYear|Hours|Minutes|Seconds|Milliseconds)|setTime|getYear|getTimezoneOffset|to(?:Locale)?(?:Date|Time)String)$/

const argumentsOf = ({ arguments: given }: Node): readonly Node[] =>
  Array.isArray(given) ? given.filter(isNode) : []
const makesDate = (node: Node): boolean => called(node) === 'new Date'
const isText = (node: Node | undefined): boolean =>
  node?.type === 'TemplateLiteral' || typeof node?.['value'] === 'string'

const DATE_RULES: readonly Rule[] = [
  { says: 'days as milliseconds', breaks: ({ node }) => isDaysLong(numberOf(node)) },
  { says: 'days as hours', breaks: ({ node }) => isHoursOfADay(node) },
  {
    says: 'arithmetic or wall clock of a Date',
    breaks: ({ node }) => OF_A_DATE.test(called(node)),
  },
  {
    says: 'a text read as a Date',
    breaks: ({ node }) =>
      called(node) === 'Date.parse' || (makesDate(node) && isText(argumentsOf(node)[0])),
  },
  {
    says: 'a Date of parts',
    breaks: ({ node }) =>
      called(node) === 'Date.UTC' || (makesDate(node) && argumentsOf(node).length > 1),
  },
  { says: 'a Date in the core', breaks: ({ node }, path) => CORE.test(path) && makesDate(node) },
]

/** Everything in a file that could move a date by a clock change or read one that does not exist. */
export const dateFaults = (path: string, text: string): readonly Found[] =>
  faultsBy(DATE_RULES, path, text)

const isDaysLong = (size: number): boolean => size >= DAY_MS && size % DAY_MS === 0

/** `24 * HOUR_MS`, whatever stands between. */
const isHoursOfADay = (node: Node): boolean =>
  numberOf(node) % 24 === 0 && factorsOf(node).some((factor) => /hour/i.test(nameOf(factor)))

const TO_WHOLE = /^Math\.(?:round|floor|ceil|trunc)$/
const OF_REAL_NUMBERS = /^Math\.(?!(?:round|floor|ceil|trunc|min|max|abs|sign)$)/
const DECIMAL = /(?:^|\.)(?:parseFloat|toFixed|toPrecision)$/
const IS_FUNCTION = /Function/

const isOperation = (node: Node, ...operators: readonly unknown[]): boolean =>
  /^(?:Binary|Assignment)Expression$/.test(node.type) && operators.includes(node['operator'])

const FLOAT_RULES: readonly Rule[] = [
  {
    says: 'a number that is not whole',
    breaks: ({ node: { type, value } }) =>
      type === 'Literal' && typeof value === 'number' && !Number.isSafeInteger(value),
  },
  { says: 'a power', breaks: ({ node }) => isOperation(node, '**') && !isOfBigInts(node) },
  { says: 'a division in place', breaks: ({ node }) => isOperation(node, '/=', '**=') },
  {
    says: 'a division that may leave a rest',
    breaks: ({ node, above }) =>
      isOperation(node, '/') && !isMadeWhole(above) && !isOfBigInts(node),
  },
  { says: 'a function of real numbers', breaks: ({ node }) => OF_REAL_NUMBERS.test(called(node)) },
  { says: 'a decimal number', breaks: ({ node }) => DECIMAL.test(called(node)) },
]

/** Everything in a file that could make a number that is not whole, or only nearly right (H09). */
export const floatFaults = (path: string, text: string): readonly Found[] =>
  faultsBy(FLOAT_RULES, path, text)

/** Whether what is divided is made whole before anything else sees it. */
function isMadeWhole(above: readonly Node[]): boolean {
  for (const node of [...above].reverse()) {
    if (IS_FUNCTION.test(node.type)) return false
    if (TO_WHOLE.test(called(node))) return true
    if (node.type === 'CallExpression') return false
  }
  return false
}

/** A big integer on either side: the types of TypeScript let it meet no other number. */
const isOfBigInts = (node: Node): boolean =>
  places(node).some(
    ({ node: part }) => typeof part['value'] === 'bigint' || called(part) === 'BigInt',
  )
