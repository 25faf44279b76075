import { z } from 'zod'
import { BUDGETS, type BudgetName } from '#access/budgets.ts'
import { type ActName, POLICY, type Role } from '#access/policy.ts'
import { ROLE_WORDS } from '#access/role-words.ts'
import { parseInstant } from '#base/instant.ts'
import type { AuditLine } from '#store/audit.ts'
import { namedPeople } from '#store/named-people.ts'
import { allStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'

/** Thrown on where it is none: the line was changed. */
function instantOf(text: string): number {
  const read = parseInstant(text)
  if (read.kind === 'refused') throw new Error(read.message)
  return read.ms
}

const LINE = z.object({
  at: z.string().transform((text) => instantOf(text)),
  act: z.string().optional(),
  looked: z.string().optional(),
  by: z.string().optional(),
  role: z.string().optional(),
  /** Who it was, where it was somebody of another provider (docs/decisions/0033). */
  who: z.string().optional(),
  patient: z.string().optional(),
  subject: z.string().optional(),
  refused: z.array(z.string()).optional(),
  /** The row of the table of URLs, of what the door noted. */
  page: z.string().optional(),
})
type Said = Omit<z.infer<typeof LINE>, 'at'> & { readonly at: number | undefined }

/** A line of the audit as a person reads it. */
export type AuditEntry = {
  readonly seq: number
  readonly hash: string
  /** None of a line that cannot be read. */
  readonly at: number | undefined
  readonly name: string
  readonly role: string
  readonly did: string
  readonly patientId: string | undefined
  readonly patientName: string | undefined
  readonly subject: string
}

/** The lines in words: who, with the role of then, did or looked at what, and whose record it was. */
export async function inWords(tx: Tx, lines: readonly AuditLine[]): Promise<readonly AuditEntry[]> {
  const read = lines.map(({ seq, line, hash }) => ({ seq, hash, said: saidIn(line) }))
  const staff = new Map((await allStaff(tx)).map((one) => [one.accountId, one]))
  const ids = [...new Set(read.flatMap(({ said }) => uuidOf(said.patient)))]
  const people = await namedPeople(tx, ids, { limit: ids.length, offset: 0 })
  const names = new Map(
    people.map(({ id, familyName, givenName }) => [
      id,
      `${familyName.toUpperCase()}, ${givenName}`,
    ]),
  )
  return read.map(({ seq, hash, said }) => {
    const who = staff.get(said.by ?? '')
    return {
      seq,
      hash: hash.toString('hex'),
      at: said.at,
      name: nameOf(said, who?.name),
      role: roleInWords(said.role ?? who?.role),
      did: didInWords(said),
      patientId: said.patient,
      patientName: names.get(said.patient ?? ''),
      subject: said.subject ?? '',
    }
  })
}

function nameOf({ at, by, who }: Said, name: string | undefined): string {
  if (at === undefined) return 'Cannot be read'
  if (by === undefined) return 'Evenkeel itself'
  return name ?? who ?? 'Somebody who is not on the staff list'
}

/** A line that somebody changed may be no line any more; `evenkeel verify` says of it what was done. */
function saidIn(line: string): Said {
  try {
    return LINE.parse(JSON.parse(line))
  } catch {
    return { at: undefined, act: 'a line that cannot be read: it was changed' }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const uuidOf = (text: string | undefined): readonly string[] =>
  text !== undefined && UUID.test(text) ? [text] : []

const isRole = (text: string): text is Role => Object.hasOwn(ROLE_WORDS, text)
const roleInWords = (role: string | undefined): string =>
  role === undefined ? '' : isRole(role) ? ROLE_WORDS[role] : role

const isAct = (text: string): text is ActName => Object.hasOwn(POLICY, text)

/** What an act or a look is called: what the table of who may do what says, else its own name. */
export function nameInWords(name: string): string {
  const says = isAct(name) ? POLICY[name].says : name.replaceAll('-', ' ')
  return `${says.slice(0, 1).toUpperCase()}${says.slice(1)}`
}

function didInWords({ act, looked, refused, page }: Said): string {
  if (act === 'take-file') return `Took a file: ${page ?? ''}`
  if (refused !== undefined) {
    return `Refused: ${act === undefined ? refusedInWords(refused, page) : nameInWords(act)}`
  }
  return looked === undefined ? nameInWords(act ?? '') : `Looked: ${nameInWords(looked)}`
}

const isBudget = (text: string): text is BudgetName => Object.hasOwn(BUDGETS, text)

/** What was refused before it was any act: a form that was made for another patient, or more than anybody needs in a while. */
function refusedInWords(refused: readonly string[], page: string | undefined): string {
  const [code = ''] = refused
  if (code === 'page-not-permitted') return `A page that is not for this role: ${page ?? ''}`
  if (code === 'other-patients-form') return 'A form of another patient'
  const [, budget = ''] = /^budget-(.*)$/.exec(code) ?? []
  return isBudget(budget) ? `Too much in a short time (${BUDGETS[budget].says})` : nameInWords(code)
}
