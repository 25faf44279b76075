import { canonicalJson } from '#base/canonical.ts'
import { csvText } from '#interchange/csv-text.ts'
import type { Findings, TypedFields } from '#register/typed-fields.ts'
import { typedNote } from '#register/typed-fields.ts'
import { auditLinesAfter } from '#store/audit.ts'
import { hashBefore } from '#store/audit-entries.ts'
import { act, type Done } from './act.ts'
import { inWords } from './audit-entry.ts'
import { readAuditPeriod, stretchOf } from './audit-shown.ts'
import { type Parsed, refused, refusedField } from './outcome.ts'
import { dayBoxes, readTextFields } from './text-fields.ts'
import { view } from './view.ts'

/** @technical How much may be typed, in characters. */
const LONGEST_REASON = 500
/** @technical What one file holds, and one answer bears. */
const MOST_LINES = 100_000

export type AuditTaken = Done & {
  readonly from: number
  readonly before: number
  readonly format: 'csv' | 'jsonl'
}

/** Takes some days of the audit out, whole, for somebody who inspects: itself a line of the audit, with the reason. */
export const exportAudit = act<TypedFields, AuditTaken>({
  name: 'export-audit',
  parse: (input): Parsed<TypedFields> => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const period = readAuditPeriod(fields, desk)
    if ('kind' in period) return period
    const findings: Findings = []
    const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
    if (reason === '') {
      findings.push({ field: 'reason', code: 'required', message: 'Say for whom and why.' })
    }
    if (findings.length > 0) return refused(422, ...findings)
    const stretch = await stretchOf(desk.tx, period)
    if (stretch.before - stretch.from > MOST_LINES) return tooMany
    const format = fields['format'] === 'csv' ? 'csv' : 'jsonl'
    return { kind: 'done', ...stretch, format, noted: { ...period, ...stretch, format, reason } }
  },
})

const FIELDS = [...dayBoxes('from'), ...dayBoxes('until'), 'reason', 'format'] as const

const tooMany = refusedField(
  'from',
  'too-many',
  'These days have more lines than one file holds. Take fewer days at once.',
)

const SLICE = 5000

/** The lines that were taken out, as the file that was asked for. */
export const auditFile = view<AuditTaken, { readonly kind: 'file'; readonly text: string }>(
  'export-audit',
  async ({ tx }, { from, before, format }) => {
    const parts: string[] =
      format === 'csv'
        ? [csvText([HEADINGS])]
        : [`${canonicalJson({ before: await hashBefore(tx, from), provider: tx.providerId })}\n`]
    for (let last = from - 1; ; ) {
      const lines = await auditLinesAfter(tx, last, { limit: SLICE, upTo: before - 1 })
      if (format === 'csv') parts.push(csvText((await inWords(tx, lines)).map(cellsOf)))
      else {
        for (const { seq, hash, line } of lines) {
          parts.push(`${canonicalJson({ seq, hash: hash.toString('hex'), line })}\n`)
        }
      }
      last = lines.at(-1)?.seq ?? last
      if (lines.length < SLICE) return { kind: 'file', text: parts.join('') }
    }
  },
)

const HEADINGS = ['line', 'time', 'name', 'role', 'what', 'patient', 'subject', 'hash']

const cellsOf = (entry: Awaited<ReturnType<typeof inWords>>[number]) => [
  entry.seq,
  entry.at === undefined ? '' : new Date(entry.at).toISOString(),
  entry.name,
  entry.role,
  entry.did,
  entry.patientId ?? '',
  entry.subject,
  entry.hash,
]
