import { deviceKey } from '#clinical/device-name.ts'
import { readStripCode } from '#clinical/strip-code.ts'
import { parseStripExpiry } from '#clinical/strip-expiry.ts'
import { type Findings, typedNote } from '#register/typed-fields.ts'
import { addStripLotRecord, type StripLotRecord } from '#store/strip-lots.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { LONGEST_DEVICE_NAME, LONGEST_REASON } from './keep-meters.ts'
import { openLookBacks } from './look-back.ts'
import { lotNamed, lotsKnown, meterRegister } from './meter-register.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { siteRules } from './site-rules.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

type Lot = Pick<StripLotRecord, 'key' | 'lot' | 'expiresOn'> & {
  /** The version that somebody looks at who corrects the expiry; undefined of a new lot. */
  readonly seen: string | undefined
  /** What was scanned or typed for it. */
  readonly entered: string | undefined
}

/**
 * Writes a lot of strips into the register, scanned or typed: from now on its expiry is known from here. An expiry that was
 * written down wrongly is corrected by the next version; whether the lot may be used stays as it is (H06).
 */
export const registerLot = act<Lot, Done>({
  name: 'record-control',
  parse: parseLot,
  perform: async (desk, { seen, entered, ...lot }) => {
    const register = await meterRegister(desk.tx, desk.today)
    const code = readStripCode(entered, lotsKnown(register, await siteRules(desk.tx)))
    if (code.kind === 'refused') return refused(422, { ...code, field: 'stripLot' })
    const known = lotNamed(register, lot.lot)
    if (seen !== undefined && seen !== `${known?.version}`) {
      return changedMeanwhile('this lot of strips')
    }
    if (seen === undefined && known !== undefined && known.expiresOn !== null) return ALREADY_THERE
    if (known !== undefined && known.expiresOn === lot.expiresOn) return AS_IT_IS
    const { standing, reason, version } = known ?? { standing: 'usable', reason: '', version: 0 }
    const named = { ...lot, lot: known?.lot ?? lot.lot }
    return keep(desk, { ...named, version: version + 1, standing, reason })
  },
})

const ALREADY_THERE = refused(422, {
  field: 'stripLot',
  code: 'already-registered',
  message: 'This lot is in the register already. Find it by its number to correct its expiry.',
})
const AS_IT_IS = refused(422, {
  field: 'stripExpiry',
  code: 'as-it-is',
  message: 'This is the expiry that the register has. Enter the one that stands on the box.',
})

function parseLot(input: unknown): Parsed<Lot> {
  const read = readTextFields(input, ['stripLot', 'stripExpiry', 'version'])
  if (read.kind === 'refused') return read
  const findings: Findings = []
  const code = readStripCode(read.value.stripLot)
  if (code.kind === 'refused') {
    return { kind: 'refused', findings: [{ ...code, field: 'stripLot' }] }
  }
  typedNote({ stripLot: code.lot }, 'stripLot', LONGEST_DEVICE_NAME, findings)
  const key = deviceKey(code.lot)
  if (key === '') findings.push(LOT_NEEDED)
  const typed = parseStripExpiry(read.value.stripExpiry)
  const scanned = code.kind === 'code' ? code.expiresOn : null
  const expiresOn = scanned ?? (typed.kind === 'expires' ? typed.on : null)
  if (typed.kind === 'refused') findings.push(expiryFault('format', typed.message))
  else if (expiresOn === null) findings.push(expiryFault('required', EXPIRY_NEEDED))
  if (findings.length > 0) return { kind: 'refused', findings }
  const { version: seen, stripLot: entered } = read.value
  return { kind: 'parsed', value: { key, lot: code.lot, expiresOn, seen, entered } }
}

const LOT_NEEDED = {
  field: 'stripLot',
  code: 'required',
  message: 'Scan the box, or type the lot number as it stands on it.',
}
const EXPIRY_NEEDED = 'Scan the box, or type the expiry as it stands on it, like 03/2027.'
const expiryFault = (code: string, message: string) => ({ field: 'stripExpiry', code, message })

type Standing = TextFields<'stripLot' | 'version' | 'reason'>
const STANDING_FIELDS = ['stripLot', 'version', 'reason'] as const

/**
 * Blocks a lot of strips, in the register or not: from now on no dose rests on it, and every dose that does is somebody's
 * to look back at (H06).
 */
export const blockLot = act<Standing, Done & { readonly lookBacks: number }>({
  name: 'manage-meters',
  parse: (input) => readTextFields(input, STANDING_FIELDS),
  perform: async (desk, fields) => {
    const kept = await setStanding(desk, fields, 'blocked')
    if (kept.kind === 'refused') return kept
    const { key, lot } = kept
    const why = `measured with strip lot ${lot}, which is blocked`
    const lookBacks = await openLookBacks(desk, { by: 'lot', key }, why)
    return { kind: 'done', noted: { ...kept.noted, lookBacks }, lookBacks }
  },
})

/** Lets a blocked lot be used again, with why. */
export const releaseLot = act<Standing, Done>({
  name: 'release-meters',
  parse: (input) => readTextFields(input, STANDING_FIELDS),
  perform: async (desk, fields) => {
    const kept = await setStanding(desk, fields, 'usable')
    return kept.kind === 'refused' ? kept : { kind: 'done', noted: kept.noted }
  },
})

type Kept = Done & { readonly key: string; readonly lot: string; readonly noted: object }

async function setStanding(
  desk: Desk,
  fields: Standing,
  standing: StripLotRecord['standing'],
): Promise<(Kept & { readonly noted: Readonly<Record<string, unknown>> }) | Refused> {
  const findings: Findings = []
  const typed = typedNote(fields, 'stripLot', LONGEST_DEVICE_NAME, findings)
  const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
  const known = lotNamed(await meterRegister(desk.tx, desk.today), typed)
  if (known === undefined && standing === 'usable') return notHere('lot of strips')
  const { version = 0, lot = typed, expiresOn = null } = known ?? {}
  const key = deviceKey(lot)
  if (key === '') findings.push(LOT_NEEDED)
  if (reason === '') findings.push({ field: 'reason', code: 'required', message: 'Say why.' })
  if (findings.length > 0) return refused(422, ...findings)
  if (fields.version !== `${version}` || known?.standing === standing) {
    return changedMeanwhile('this lot of strips')
  }
  const entry = { key, lot, expiresOn, version: version + 1, standing, reason }
  const kept = await keep(desk, entry)
  return kept.kind === 'refused' ? kept : { ...kept, key, lot }
}

async function keep(
  desk: Desk,
  lot: StripLotRecord,
): Promise<(Done & { readonly noted: Readonly<Record<string, unknown>> }) | Refused> {
  const written = { by: desk.actor.accountId, at: new Date(desk.now).toISOString() }
  if (!(await addStripLotRecord(desk.tx, { ...lot, ...written }))) {
    return changedMeanwhile('this lot of strips')
  }
  const { version, standing } = lot
  return { kind: 'done', noted: { lot: lot.lot, version, standing } }
}
