import { typedNote } from '#register/typed-fields.ts'
import { type AlarmText, addAlarmText, agreeAlarmText, alarmTexts } from '#store/alarm-texts.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, type Finding, notHere, type Parsed, refused } from './outcome.ts'
import { likeness } from './second-person.ts'
import { TEXTED_ALARMS } from './site-texts.ts'
import { readTextFields } from './text-fields.ts'

/** The longest text beside an alarm, in characters: more is not read while a patient waits. @technical How much may be typed. */
export const LONGEST_SITE_TEXT = 1000
const WHOLE = /^\d{1,6}$/

type Written = { readonly code: string; readonly seen: number; readonly says: string }

const newestOf = async ({ tx }: Desk, code: string): Promise<AlarmText | undefined> =>
  (await alarmTexts(tx)).find((text) => text.code === code)

/**
 * Writes the next version of what the site says beside the published action of an alarm, never instead of it (H17). It is
 * in force when another person has agreed; an empty one takes the text before out of force.
 */
export const writeAlarmText = act<Written, Done>({
  name: 'propose-rules',
  parse: parseWritten,
  perform: async (desk, { code, seen, says }) => {
    if (!TEXTED_ALARMS.some((alarm) => alarm.code === code)) return notHere('alarm')
    const newest = await newestOf(desk, code)
    if ((newest?.version ?? 0) !== seen) return changedMeanwhile('this text')
    if (says === (newest?.says ?? '')) return NOTHING_NEW
    const version = seen + 1
    const at = new Date(desk.now).toISOString()
    const text = { code, version, says, writtenBy: desk.actor.accountId, at }
    if (!(await addAlarmText(desk.tx, text))) return changedMeanwhile('this text')
    return { kind: 'done', noted: { alarm: code, version } }
  },
})

/** The second person's word: the newest text of an alarm stands beside its published action from now on. */
export const agreeToAlarmText = act<Omit<Written, 'says'>, Done>({
  name: 'activate-rules',
  parse: parseSeen,
  perform: async (desk, { code, seen }) => {
    const newest = await newestOf(desk, code)
    if (newest === undefined) return notHere('text')
    if (newest.version !== seen) return changedMeanwhile('this text')
    if (newest.agreedAt !== null) return AGREED
    if ((await likeness(desk, newest.writtenBy)) !== 'another') return SAME_PERSON
    const at = new Date(desk.now).toISOString()
    if (!(await agreeAlarmText(desk.tx, newest, desk.actor.accountId, at))) return AGREED
    return { kind: 'done', noted: { alarm: code, version: seen } }
  },
})

const NOTHING_NEW = refused(422, {
  field: 'says',
  code: 'nothing-new',
  message: 'This is the text that is already written. Change it, or leave the page.',
})
const AGREED = refused(409, {
  field: '',
  code: 'agreed-already',
  message: 'Somebody has agreed to this text already.',
})
const SAME_PERSON = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You wrote this text. Another prescriber must read it and agree.',
})

function parseWritten(input: unknown): Parsed<Written> {
  const read = readTextFields(input, ['code', 'seen', 'says'])
  if (read.kind === 'refused') return read
  const findings: Finding[] = []
  const says = typedNote(read.value, 'says', LONGEST_SITE_TEXT, findings)
  if (findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { ...seenIn(read.value), says: says.replaceAll('\r\n', '\n') } }
}

function parseSeen(input: unknown): Parsed<Omit<Written, 'says'>> {
  const read = readTextFields(input, ['code', 'seen'])
  return read.kind === 'refused' ? read : { kind: 'parsed', value: seenIn(read.value) }
}

const seenIn = ({ code = '', seen = '' }: { readonly code?: string; readonly seen?: string }) => ({
  code,
  seen: WHOLE.test(seen) ? Number.parseInt(seen, 10) : -1,
})
