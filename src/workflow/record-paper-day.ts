import { clinicalDate, type Day, parseDay } from '#base/day.ts'
import { patientsDueBy } from '#store/clinic-packs.ts'
import {
  addPaperDay,
  addPaperSheets,
  bookedOn,
  type PaperDayKind,
  paperDayOf,
} from '#store/paper-days.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Finding, type Parsed, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Said = { readonly on: Day; readonly what: PaperDayKind; readonly seenVersion: number }

/**
 * Says whether the clinic of a day was held on paper. Where it was, everybody's sheet of that day is asked for, and no clinic from that day on
 * is closed until each is entered or it is said why there was no visit (H29).
 */
export const recordPaperDay = act<Said, Done>({
  name: 'record-paper-day',
  parse: parseSaid,
  async perform({ tx, actor, now, today }, { on, what, seenVersion }) {
    if (on > today) return refusedField('on', 'in-future', `${clinicalDate(on)} has not come yet.`)
    const version = (await paperDayOf(tx, on))?.version ?? 0
    if (version !== seenVersion) return changedMeanwhile('how this day stands')

    const at = new Date(now).toISOString()
    const said = { on, version: version + 1, what, by: actor.accountId, at }
    if (!(await addPaperDay(tx, said))) return changedMeanwhile('how this day stands')
    const sheets = what === 'held' ? await sheetsOf(tx, on) : []
    await addPaperSheets(tx, on, sheets, at)
    return { kind: 'done', noted: { on, what, sheets: sheets.length } }
  },
})

/** Whom the packs of that day had a sheet for, by what is on record now: booked then, due or overdue by it. */
async function sheetsOf(tx: Tx, on: Day) {
  const sheets = new Map<string, number | null>()
  for (const { id } of await patientsDueBy(tx, on)) sheets.set(id, null)
  for (const { patientId, atMinute } of await bookedOn(tx, on)) sheets.set(patientId, atMinute)
  return [...sheets].map(([patientId, atMinute]) => ({ patientId, atMinute }))
}

const WHOLE = /^\d{1,6}$/

function parseSaid(input: unknown): Parsed<Said> {
  const read = readTextFields(input, ['on', 'what', 'version'])
  if (read.kind === 'refused') return read
  const { value } = read
  const on = parseDay(value.on)
  const what = (['held', 'single-sheets'] as const).find((known) => known === value.what)
  const version = value.version ?? ''
  if (on.kind === 'refused' || what === undefined || !WHOLE.test(version)) {
    return { kind: 'refused', findings: [NOT_FROM_THE_PAGE] }
  }
  return { kind: 'parsed', value: { on: on.day, what, seenVersion: Number.parseInt(version, 10) } }
}

const NOT_FROM_THE_PAGE: Finding = {
  field: '',
  code: 'not-from-the-page',
  message: 'Say how a clinic was held on the page Entered from paper.',
}
