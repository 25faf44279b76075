import { addDays, type Day, day } from '#base/day.ts'
import { agreedText } from '#contract/catalogue.ts'
import {
  CODE_SCHEMES,
  CONTACT_WORDS,
  type CodedVisit,
  codesOf,
  RECORD_SYSTEMS,
  type RecordSystem,
  snomedOf,
} from '#contract/contact-codes.ts'
import type { ServiceSpecification } from '#contract/specification.ts'
import { type Findings, requiredChoice, typedDay } from '#register/typed-fields.ts'
import { type ContactToCode, contactsToCode } from '#store/contacts-to-code.ts'
import { contractVersions } from '#store/contracts.ts'
import type { Tx } from '#store/tx.ts'
import { newestOf } from './contracts-held.ts'
import { type Refused, refused } from './outcome.ts'
import { view } from './view.ts'

/** The specification of the contract that holds on a day; nothing where none does. */
async function specificationOn(tx: Tx, on: Day): Promise<ServiceSpecification | undefined> {
  const held = newestOf(await contractVersions(tx)).find(({ from, to }) => from <= on && to >= on)
  return held && agreedText(held)?.document
}

/** The codes of one visit in each system, as they are entered in the record of the practice (S13). */
export type VisitCodes = readonly {
  readonly system: RecordSystem
  readonly codes: readonly string[]
}[]

export async function codesOfVisit(tx: Tx, visit: CodedVisit, on: Day): Promise<VisitCodes> {
  const specification = await specificationOn(tx, on)
  if (specification === undefined) return []
  return (['emis-web', 'systm-one'] as const).map((system) => ({
    system,
    codes: codesOf(visit, specification, system).map(({ code }) => code),
  }))
}

export type CodedContact = ContactToCode & {
  readonly scheme: 'Read v2' | 'CTV3'
  readonly code: string
  readonly term: string
  readonly snomed: string
}

export type ContactFile = {
  readonly kind: 'contact-file'
  readonly from: Day
  readonly until: Day
  readonly system: RecordSystem
  readonly contacts: readonly CodedContact[]
}

type Asked = Readonly<Record<string, string | undefined>>

/** @technical What one file holds. */
const MOST_DAYS = 92

/** Every contact of some days with its code by the practice's system, one line a code, to be brought into that system (S11, S13). */
export const contactFile = view<Asked, ContactFile>(
  'take-contacts',
  async ({ tx, today }, asked): Promise<ContactFile | Refused> => {
    const read = readAsked(asked, today)
    if (read.kind === 'refused') return read
    const { from, until, system } = read
    const specifications = new Map<string, ServiceSpecification | undefined>()
    const contacts: CodedContact[] = []
    for (const contact of await contactsToCode(tx, from, until)) {
      if (!specifications.has(contact.on)) {
        specifications.set(contact.on, await specificationOn(tx, day(contact.on)))
      }
      const specification = specifications.get(contact.on)
      if (specification !== undefined) contacts.push(...coded(contact, specification, system))
    }
    return { kind: 'contact-file', from, until, system, contacts }
  },
  () => ({ subject: 'contacts with their codes' }),
)

const coded = (
  contact: ContactToCode,
  specification: ServiceSpecification,
  system: RecordSystem,
): readonly CodedContact[] =>
  codesOf(contact, specification, system).map(({ kind, code }) => ({
    ...contact,
    scheme: CODE_SCHEMES[system],
    code,
    term: CONTACT_WORDS[kind],
    snomed: snomedOf(kind, contact.medicine),
  }))

function readAsked(asked: Asked, today: Day) {
  const findings: Findings = []
  const choose = 'Choose the system of the practice.'
  const system = requiredChoice(RECORD_SYSTEMS, asked, 'system', choose, findings)
  const from = typedDay(asked, 'from', findings)
  const until = typedDay(asked, 'until', findings) ?? today
  if (from === null && findings.every(({ field }) => field !== 'from')) findings.push(FIRST_DAY)
  if (from !== null && (from > until || addDays(from, MOST_DAYS) < until)) findings.push(TOO_LONG)
  if (findings.length > 0 || from === null || system === undefined) return refused(422, ...findings)
  return { kind: 'asked', from, until, system } as const
}

const FIRST_DAY = { field: 'from', code: 'required', message: 'Enter the first day.' }
const TOO_LONG = {
  field: 'from',
  code: 'range',
  message: `Enter a first day before the last one, and no more than ${MOST_DAYS} days at once.`,
}
