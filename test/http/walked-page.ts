import assert from 'node:assert/strict'
import type { Answer, ServedClinic, Visitor } from './served-clinic.ts'
import { type Fields, formFields, postVisit, unescaped } from './visit-forms.ts'

// A user's way through a page without scripts, and what the page answers at the field.

const inWords = (html: string): string => unescaped(html.replaceAll(/<[^>]*>/g, ''))

/** The words of the error message at the field with this id; empty when there is none. */
export function wordsAt(page: Answer, field: string): string {
  const found = new RegExp(`id="${field}-error">.*?</span>(.*?)</span>`, 's').exec(page.text)
  return inWords(found?.[1] ?? '')
}

/** Everything that the error summary at the top of the page says. */
export function summaryOf(page: Answer): readonly string[] {
  const list = /nhsuk-error-summary__list">(.*?)<\/ul>/s.exec(page.text)?.[1] ?? ''
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => inWords(item ?? ''))
}

/** The status of an answer, with its own words when it is another one. */
export const answered = (page: Answer, status: number): void =>
  assert.equal(page.status, status, [...summaryOf(page), questionOf(page)].join(' | '))

/** What a page says before something is saved, to be answered with a step of its own. */
export function questionOf(page: Answer): string {
  const panel = /Check before you save<\/h3>(.*?)<button/s.exec(page.text)?.[1] ?? ''
  return inWords(panel)
}

/** How many rows of every table of the clinic there are, but those of the door, and its audit lines. */
export async function wholeRecord(clinic: ServedClinic): Promise<Readonly<Record<string, number>>> {
  const { migratorPool } = clinic.database
  const { rows } = await migratorPool.query<{ readonly name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const counts = rows
    .filter(({ name }) => !OF_THE_ASKING.includes(name))
    .map(({ name }) => `select '${name}' as name, count(*)::int as rows from ${name}`)
  const counted = await migratorPool.query<{ readonly name: string; readonly rows: number }>(
    counts.join(' union all '),
  )
  return Object.fromEntries(counted.rows.map((row) => [row.name, row.rows]))
}

/** What is kept of the asking itself, like the audit: that a question was asked is counted (H33), that an alarm was shown is kept until a
 * result is saved (H17). */
const OF_THE_ASKING = [
  'alarm_shown',
  'audit_head',
  'audit_line',
  'dose_question',
  'draft',
  'encounter',
  'request_key',
  'session',
  'shared_sign_in',
  'sign_in_turn',
]

/** The lines that the audit has had since there were this many. */
async function auditSince(clinic: ServedClinic, seq: number): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ readonly line: string }>(
    'select line from audit_line where provider_id = $1 and seq > $2 order by seq',
    [clinic.providerId, seq],
  )
  return rows.map(({ line }) => line)
}

async function auditLength(clinic: ServedClinic): Promise<number> {
  const { rows } = await clinic.database.migratorPool.query<{ readonly seq: number }>(
    'select seq::int from audit_head where provider_id = $1',
    [clinic.providerId],
  )
  return rows[0]?.seq ?? 0
}

const CODES_ONLY = /"refused":\["[a-z0-9:-]+"(?:,"[a-z0-9:-]+")*\]/

/**
 * Does something that must be refused: the whole record stays as it was, the audit says so once, with codes and
 * without what was typed, and nothing of the program shows.
 */
export async function leavingNothing<Answered extends { readonly text: string }>(
  clinic: ServedClinic,
  walk: () => Promise<Answered>,
): Promise<Answered> {
  const before = await wholeRecord(clinic)
  const seq = await auditLength(clinic)
  const page = await walk()
  assert.deepEqual(await wholeRecord(clinic), before)
  assert.doesNotMatch(page.text, /<img src=x|\bat file:|node_modules/)
  const lines = (await auditSince(clinic, seq)).filter((line) => line.includes('"refused"'))
  assert.ok(lines.length > 0, 'the audit does not say that something was refused')
  for (const line of lines) assert.match(line, CODES_ONLY)
  return page
}

/** The patient's page after "Suggest a dose", with these fields typed over the routine visit. */
export async function suggestedPage(visitor: Visitor, patientId: string, typed: Fields = {}) {
  const first = await postVisit(visitor, patientId, typed)
  if (!first.text.includes('name="inrAgain"') || typed['inrAgain'] !== undefined) return first
  return postVisit(visitor, patientId, { ...typed, inrAgain: typed['inr'] ?? '' }, first)
}

/** Posts the visit's form from the page as it stands, with the button of one step. */
export async function pressed(
  visitor: Visitor,
  patientId: string,
  from: Answer,
  fields: Fields,
): Promise<Answer> {
  const action = `/patients/${patientId}/visit`
  return visitor.post(action, { ...formFields(from, action), ...fields })
}
