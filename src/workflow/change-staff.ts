import { uuid } from '#base/ids.ts'
import { findStaff, changeStaff as storeChange } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { faultsOfStaff, parseStaff, STAFF_FIELDS, type StaffDetails } from './staff-form.ts'
import { readTextFields } from './text-fields.ts'

type Change = StaffDetails & {
  readonly accountId: string
  readonly version: number
  readonly active: boolean
}

/** Changes a person's role and competence, or ends their place here. It counts from their next request on. */
export const changeStaff = act<Change, Done>({
  name: 'manage-staff',
  parse: parseChange,
  perform: async (desk, { version, ...change }) => {
    const { tx, now, actor } = desk
    if (change.accountId === actor.accountId) return refused(403, OWN)
    const faults = change.active ? faultsOfStaff(change, desk) : []
    if (faults.length > 0) return refused(422, ...faults)
    const member = await findStaff(tx, change.accountId)
    if (member === undefined) return notHere('colleague')

    const changed = { changedBy: actor.accountId, changedAt: new Date(now).toISOString() }
    if (!(await storeChange(tx, { ...change, ...changed }, version))) {
      return changedMeanwhile('this colleague')
    }
    const { role, competence, active } = change
    return { kind: 'done', subject: change.accountId, noted: { role, competence, active } }
  },
})

const OWN = {
  field: '',
  code: 'own-account',
  message: 'Nobody sets their own role or competence. Ask another administrator or clinical lead.',
}

const FIELDS = [...STAFF_FIELDS, 'accountId', 'version', 'active'] as const

function parseChange(input: unknown): Parsed<Change> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { accountId: id, version = '', active } = read.value
  const accountId = uuid(id)
  if (accountId === undefined || !/^\d{1,9}$/.test(version)) return unknownColleague
  if (active !== 'yes' && active !== 'no') return noAnswer
  const parsed = parseStaff(read.value)
  if ('findings' in parsed) return { kind: 'refused', findings: parsed.findings }
  const rest = { accountId, version: Number(version), active: active === 'yes' }
  return { kind: 'parsed', value: { ...parsed.staff, ...rest } }
}

const unknownColleague: Parsed<never> = {
  kind: 'refused',
  findings: notHere('colleague').findings,
}
const noAnswer: Parsed<never> = {
  kind: 'refused',
  findings: refusedField('active', 'required', 'Choose whether this person works here.').findings,
}
