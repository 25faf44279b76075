import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { type MonitoringTable, monitoringTable } from '#clinical/doac/monitoring.ts'
import { typedDay } from '#register/typed-fields.ts'
import {
  addMonitoringChoice,
  allMonitoringChoices,
  type FoundMonitoringChoice,
} from '#store/monitoring-choices.ts'
import { newestProtocolCheck } from '#store/protocol-checks.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, type Finding, type Refused, refused } from './outcome.ts'
import { standingOf } from './protocol-standing.ts'
import { activatedChoices, tableOn } from './site-monitoring.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['table', 'seen', ...dayBoxes('fromOn'), 'reason'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Beyond this a day is more likely mistyped than meant. @technical Catches a slip of the year. */
const AHEAD_DAYS = 366

/** What the page showed: the number of the newest choice, 0 before the first. */
export const newestNumber = (choices: readonly Pick<FoundMonitoringChoice, 'number'>[]): number =>
  choices[0]?.number ?? 0

/**
 * Proposes by which table people on a direct oral anticoagulant are monitored here from a day on. Nothing changes for
 * anybody until another person activates it; an unverified table can be proposed only while its check stands (H10, H20).
 */
export const proposeMonitoring = act<Fields, Done>({
  name: 'propose-rules',
  parse: (input) => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const choices = await allMonitoringChoices(desk.tx)
    if (choices.some(({ state }) => state === 'open')) return ONE_WAITS
    if (fields.seen !== `${newestNumber(choices)}`) return MEANWHILE
    const read = await readChoice(desk, fields)
    if (read.kind === 'refused') return read

    const { table, fromOn, reason } = read
    const id = desk.newId()
    const added = await addMonitoringChoice(desk.tx, {
      id,
      number: newestNumber(choices) + 1,
      body: table,
      fromOn,
      reason,
      proposedBy: desk.actor.accountId,
      proposedAt: new Date(desk.now).toISOString(),
    })
    if (!added) return MEANWHILE
    const noted = { monitoring: table.id, version: table.version, from: fromOn }
    return { kind: 'done', subject: id, noted }
  },
})

type ReadChoice = {
  readonly kind: 'choice'
  readonly table: MonitoringTable
  readonly fromOn: Day
  readonly reason: string
}

async function readChoice(desk: Desk, fields: Fields): Promise<ReadChoice | Refused> {
  const findings: Finding[] = []
  const table = monitoringTable(fields.table ?? '')
  if (table === undefined) findings.push(NO_TABLE)
  const fromOn = readFrom(desk.today, fields, findings)
  const reason = trimAscii(fields.reason ?? '')
  if (reason === '') findings.push(NO_REASON)
  if (table === undefined || fromOn === null || findings.length > 0) {
    return refused(422, ...findings)
  }
  const against = await whyNot(desk, table, fromOn)
  return against === undefined ? { kind: 'choice', table, fromOn, reason } : refused(422, against)
}

function readFrom(today: Day, fields: Fields, findings: Finding[]): Day | null {
  const before = findings.length
  const on = typedDay(fields, 'fromOn', findings)
  if (findings.length > before) return null
  const latest = addDays(today, AHEAD_DAYS)
  if (on !== null && on >= today && on <= latest) return on
  const message = `Enter the first day on which the table counts: today or later, by ${clinicalDate(latest)}.`
  findings.push({ field: 'fromOn', code: on === null ? 'required' : 'range', message })
  return null
}

/** A table without its check is chosen by nobody; one that is worked by on that day anyway changes nothing. */
async function whyNot(
  { tx }: Desk,
  table: MonitoringTable,
  fromOn: Day,
): Promise<Finding | undefined> {
  const standing = standingOf(table, await newestProtocolCheck(tx, table.id))
  if (standing === 'not-checked') return uncheckedTable(table)
  const then = tableOn(fromOn, await activatedChoices(tx))
  const isSame = then.id === table.id && then.version === table.version
  return isSame ? NOTHING_CHANGED : undefined
}

/** What is said wherever a table without its check is chosen. */
export const uncheckedTable = ({ name }: Pick<MonitoringTable, 'name'>): Finding => ({
  field: 'table',
  code: 'table-not-checked',
  message: `${name} is not verified. Choose another table, or record the check against its source first.`,
})

const ONE_WAITS = refused(409, {
  field: '',
  code: 'choice-open',
  message:
    'Another choice waits for a second person. It is activated, declined or withdrawn first.',
})
const MEANWHILE = changedMeanwhile('the monitoring of this site')
const NO_TABLE: Finding = { field: 'table', code: 'required', message: 'Choose a table.' }
const NO_REASON: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Say why people here should be monitored by this table.',
}
const NOTHING_CHANGED: Finding = {
  field: 'table',
  code: 'nothing-changed',
  message: 'This table is worked by on that day anyway. Choose another table or another day.',
}
