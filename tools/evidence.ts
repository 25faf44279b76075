import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

// The last part of docs/evidence.md, built from the code: each constant of the clinical rooms that holds a number, with
// its value, source and status. `node tools/evidence.ts` writes it anew; how to cite stands in CONTRIBUTING.md.

const ROOT = join(import.meta.dirname, '..')
const PAGE = join(ROOT, 'docs/evidence.md')
const BEGIN = '<!-- built by tools/evidence.ts: begin -->'
const END = '<!-- built by tools/evidence.ts: end -->'

type Citation = { readonly source: string; readonly status: string }

/** One constant, or one field of it where its fields are cited line by line. */
export type Constant = {
  readonly file: string
  readonly name: string
  readonly value: string
  readonly anchor: string | undefined
  /** From the code, or from the row that the code names; undefined: nobody says. */
  readonly citation: Citation | undefined
  /** Why it is no clinical constant. */
  readonly technical: string | undefined
}

const TEXT = /(['"`])(?:\\.|(?!\1)[\s\S])*?\1/g
const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//g
const PATTERN = /\/(?![ /*])(?:\\.|\[[^\]]*\]|[^/\n])+\/[a-z]*/g
const NUMBER = /(?<![\w$.])\d/
const DECLARED = /^(?:export )?const ([A-Z][A-Z0-9_]*)\b/gm
const STATUS = /\b(?:(?:un)?verified|derived|local setting)\b/

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

const holdsNumber = (code: string): boolean =>
  NUMBER.test(code.replace(COMMENT, '').replace(TEXT, "''").replace(PATTERN, ''))

/** The value in one line, as the code has it; a text of more than 40 characters is left out. */
const shown = (code: string): string =>
  flat(code.replace(COMMENT, '').replace(TEXT, (text) => (text.length > 42 ? "'…'" : text)))

const pageText = (): string => readFileSync(PAGE, 'utf8')

/** The part of the page that people write. */
export const writtenByHand = (page: string): string => {
  const end = page.indexOf(BEGIN)
  return end < 0 ? page : page.slice(0, end)
}

/** The anchors of the page; those of a row of a table with what the row cites. */
export function anchorsOf(page: string): ReadonlyMap<string, Citation | undefined> {
  return new Map(
    page.split('\n').flatMap((line) => {
      const [, anchor] = /<a id="([a-z0-9-]+)">/.exec(line) ?? []
      if (anchor === undefined) return []
      const [, , , source, , status] = line.split(/ ?\| ?/)
      return [
        [
          anchor,
          line.startsWith('|') && source && status ? { source, status } : undefined,
        ] as const,
      ]
    }),
  )
}

/** Every anchor of the page that the code names. */
export function anchorsNamed(): ReadonlySet<string> {
  const texts = globSync('{src,tools}/**/*.{ts,tsx}', { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  )
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/docs\/evidence\.md#([a-z0-9-]+)/g)].map(([, anchor = '']) => anchor),
    ),
  )
}

/** A length of time of an act: how long something may wait, counts or lasts. */
const OF_TIME = /_(?:MS|MINUTES|HOURS|DAYS|MONTHS)$/
/** A minute, an hour or a day as such. */
const UNIT = /^(?:MINUTE|HOUR|DAY)_/
const DEMONSTRATION = /\/demonstration[\w-]*\.ts$/

/** Every constant with a number of the clinical rooms, and every length of time of an act, by file. */
export function constants(): readonly Constant[] {
  const rows = anchorsOf(writtenByHand(pageText()))
  const within = (folder: string) =>
    globSync(folder, { cwd: ROOT })
      .filter((file) => !file.endsWith('.test.ts') && !DEMONSTRATION.test(file))
      .sort()
      .flatMap((file) =>
        constantsOf(file.slice('src/'.length), readFileSync(join(ROOT, file), 'utf8'), rows),
      )
  const ofActs = within('src/workflow/*.ts')
  return [
    ...within('src/{clinical,kinetics,register,recall,simulation}/**/*.ts'),
    ...ofActs.filter(({ name }) => OF_TIME.test(name) && !UNIT.test(name)),
  ]
}

/** Every constant with a number of one file. */
export function constantsOf(
  file: string,
  text: string,
  rows: ReadonlyMap<string, Citation | undefined>,
): readonly Constant[] {
  return [...text.matchAll(DECLARED)].flatMap(({ index, 1: name = '' }) => {
    const declared = text.slice(index).split(/\n(?![ \t\n\]})])/, 1)[0] ?? ''
    const value = declared.slice(declared.search(/=(?![>=])\s/) + 1)
    const said = docstring(text.slice(0, index))
    if (/\/\/ .*;/.test(value)) return fieldsOf(file, name, value)
    if (!holdsNumber(value)) return []
    return [{ file, name, value: shown(value), ...said, citation: cited(said, rows) }]
  })
}

type Said = Pick<Constant, 'anchor' | 'technical'> & Partial<Citation>

/** What the docstring that ends the text says; nothing when there is none. */
function docstring(before: string): Said & { anchor: string | undefined } {
  const [, doc = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n$/.exec(before) ?? []
  const words = flat(doc.replace(/^\s*\*/gm, ''))
  const found = (pattern: RegExp): string | undefined => pattern.exec(words)?.[1]
  const source = found(/Source: (.+?)\.(?= Status:| @|$)/)
  const status = found(/Status: (.+?)\.(?= @|$)/)
  return {
    anchor: found(/@see docs\/evidence\.md#([a-z0-9-]+)/),
    technical: found(/@technical (.+?)\.?$/),
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status }),
  }
}

/** The code's own words go before those of the row. */
function cited(said: Said, rows: ReadonlyMap<string, Citation | undefined>): Citation | undefined {
  const row = said.anchor === undefined ? undefined : rows.get(said.anchor)
  const source = (said.status && said.source) ?? row?.source
  const status = said.status ?? row?.status
  return source && status && STATUS.test(status) ? { source, status } : undefined
}

const FIELD = /^\s+(?<field>\w+): (?<code>.*?),?(?: \/\/ (?<comment>.*))?$/
const NO_VALUE = /^(?:id|version|from)$/
const OTHER_CONSTANT = /^[A-Z_]+$/

/** The fields of a constant that cites them line by line: `field: value, // source; status`. */
function fieldsOf(file: string, name: string, value: string): readonly Constant[] {
  const within: string[] = [name]
  return value.split('\n').flatMap((line) => {
    if (/^\s+\}/.test(line)) within.pop()
    const { field = '', code = '', comment = '' } = FIELD.exec(line)?.groups ?? {}
    if (code === '{') within.push(field)
    const states = code !== '{' && !NO_VALUE.test(field) && !OTHER_CONSTANT.test(code)
    return states && field ? [fieldOf(file, [...within, field].join('.'), code, comment)] : []
  })
}

function fieldOf(file: string, name: string, value: string, comment: string): Constant {
  const cut = comment.lastIndexOf('; ')
  const [source, status] = [comment.slice(0, cut), comment.slice(cut + 2)]
  const citation = cut > 0 && STATUS.test(status) ? { source, status } : undefined
  return { file, name, value, anchor: undefined, citation, technical: undefined }
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
const code = (text: string): string => `\`${cell(text)}\``

/** The built part as Markdown. */
export function evidence(all: readonly Constant[]): string {
  const clinical = all.filter(({ technical }) => technical === undefined)
  const others = all.filter(({ technical }) => technical !== undefined)
  return [BEGIN, CLINICAL, ...clinical.map(clinicalRow), OTHERS, ...others.map(otherRow), END].join(
    '\n',
  )
}

const CLINICAL = `
## Every constant in the code

Built by \`tools/evidence.ts\` from \`src/clinical\`, \`src/kinetics\`, \`src/register\`, \`src/recall\`, \`src/simulation\` and the lengths of time in \`src/workflow\`; \`test/evidence.test.ts\` fails when this part is not
what the code says. Long texts within a value are shown as "…". INRs are in tenths and doses in micrograms where the name says so.

| file | constant | value | source | status |
| --- | --- | --- | --- | --- |`

const OTHERS = `
### Numbers that are not clinical

| file | constant | value | why |
| --- | --- | --- | --- |`

const clinicalRow = ({ file, name, value, anchor, citation }: Constant): string => {
  const source = cell(citation?.source ?? 'none')
  const linked = anchor === undefined ? source : `${source} ([row](#${anchor}))`
  return `| ${file} | ${name} | ${code(value)} | ${linked} | ${cell(citation?.status ?? 'none')} |`
}

const otherRow = ({ file, name, value, technical = '' }: Constant): string =>
  `| ${file} | ${name} | ${code(value)} | ${cell(technical)} |`

/** The whole page: what people wrote, and what the code says. */
export const wholePage = (): string =>
  `${writtenByHand(pageText()).trimEnd()}\n\n${evidence(constants())}\n`

export const writtenPage = pageText

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, wholePage())
