import { deviceKey } from '#clinical/device-name.ts'
import { METER_MODELS } from '#clinical/meter-models.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import { addMeterRecord, type KnownMeter, type MeterRecord } from '#store/meters.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { meterNamed, meterRegister } from './meter-register.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** @technical How long the name of a meter, its serial number and a reason may be. */
export const LONGEST_DEVICE_NAME = 60
/** @technical */
export const LONGEST_REASON = 300

/** The models by their names; a meter of another one is believed as far as a meter of no known model is. */
export const MODEL_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(METER_MODELS.map(({ id, name }) => [id, name])),
  other: 'Another model',
}

type Meter = Pick<MeterRecord, 'key' | 'name' | 'serial' | 'model'>

/** Writes a meter into the register: from now on its controls are known here. */
export const registerMeter = act<Meter, Done>({
  name: 'manage-meters',
  parse: parseMeter,
  perform: async (desk, meter) => {
    const register = await meterRegister(desk.tx, desk.today)
    const known = meterNamed(register, meter.name) ?? meterNamed(register, meter.serial)
    if (known !== undefined) return alreadyThere(known)
    return keep(desk, { ...meter, version: 1, standing: 'in-service', reason: '' })
  },
})

const alreadyThere = ({ name, serial }: KnownMeter): Refused =>
  refused(422, {
    field: 'name',
    code: 'already-registered',
    message: `${name}, serial number ${serial}, is in the register already. Each meter has a name and a serial number of its own.`,
  })

function parseMeter(input: unknown): Parsed<Meter> {
  const read = readTextFields(input, ['name', 'serial', 'model'])
  if (read.kind === 'refused') return read
  const findings: Findings = []
  const name = typedNote(read.value, 'name', LONGEST_DEVICE_NAME, findings)
  const serial = typedNote(read.value, 'serial', LONGEST_DEVICE_NAME, findings)
  const model = requiredChoice(
    MODEL_WORDS,
    { ...read.value },
    'model',
    'Choose the model.',
    findings,
  )
  const key = deviceKey(name)
  if (key === '') findings.push(NAME_NEEDED)
  if (deviceKey(serial) === '') findings.push(SERIAL_NEEDED)
  if (findings.length > 0 || model === undefined) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { key, name, serial, model } }
}

const NAME_NEEDED = {
  field: 'name',
  code: 'required',
  message: 'Enter the name by which the meter is called here, like CoaguChek 4417.',
}
const SERIAL_NEEDED = {
  field: 'serial',
  code: 'required',
  message: 'Enter the serial number on the back of the meter.',
}

type Standing = TextFields<'meter' | 'version' | 'reason'>
const STANDING_FIELDS = ['meter', 'version', 'reason'] as const

/** Takes a meter out of use, with why: no dose rests on what it measured from now on (H06). */
export const withdrawMeter = act<Standing, Done>({
  name: 'manage-meters',
  parse: (input) => readTextFields(input, STANDING_FIELDS),
  perform: (desk, fields) => setStanding(desk, fields, 'withdrawn'),
})

/** Brings a withdrawn meter back, with why; its newest control still has to have passed. */
export const returnMeter = act<Standing, Done>({
  name: 'release-meters',
  parse: (input) => readTextFields(input, STANDING_FIELDS),
  perform: (desk, fields) => setStanding(desk, fields, 'in-service'),
})

const MODEL_FIELDS = ['meter', 'version', 'model', 'modelReason'] as const

/** Corrects the model of a meter in use, with why: what it can measure is believed as far as that model does (H06). */
export const correctModel = act<TextFields<(typeof MODEL_FIELDS)[number]>, Done>({
  name: 'manage-meters',
  parse: (input) => readTextFields(input, MODEL_FIELDS),
  perform: async (desk, fields) => {
    const { meters } = await meterRegister(desk.tx, desk.today)
    const meter = meters.find(({ key }) => key === fields.meter)
    if (meter === undefined) return notHere('meter')
    if (fields.version !== `${meter.version}` || meter.standing === 'withdrawn') {
      return changedMeanwhile('this meter')
    }
    const findings: Findings = []
    const model = requiredChoice(MODEL_WORDS, { ...fields }, 'model', 'Choose the model.', findings)
    const reason = typedNote(fields, 'modelReason', LONGEST_REASON, findings)
    if (model === meter.model) findings.push(SAME_MODEL)
    if (reason === '') findings.push({ ...WHY, field: 'modelReason' })
    if (findings.length > 0 || model === undefined) return refused(422, ...findings)
    const { key, name, serial, standing } = meter
    return keep(desk, { key, name, serial, model, version: meter.version + 1, standing, reason })
  },
})

const SAME_MODEL = {
  field: 'model',
  code: 'as-it-is',
  message: 'This is the model that the register has. Choose the one that stands on the meter.',
}

async function setStanding(
  desk: Desk,
  fields: Standing,
  standing: MeterRecord['standing'],
): Promise<Done | Refused> {
  const { meters } = await meterRegister(desk.tx, desk.today)
  const meter = meters.find(({ key }) => key === fields.meter)
  if (meter === undefined) return notHere('meter')
  if (fields.version !== `${meter.version}` || meter.standing === standing) {
    return changedMeanwhile('this meter')
  }
  const findings: Findings = []
  const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
  if (reason === '') findings.push(WHY)
  if (findings.length > 0) return refused(422, ...findings)
  const { key, name, serial, model, version } = meter
  return keep(desk, { key, name, serial, model, version: version + 1, standing, reason })
}

const WHY = { field: 'reason', code: 'required', message: 'Say why.' }

async function keep(desk: Desk, meter: MeterRecord): Promise<Done | Refused> {
  const written = { by: desk.actor.accountId, at: new Date(desk.now).toISOString() }
  if (!(await addMeterRecord(desk.tx, { ...meter, ...written }))) {
    return changedMeanwhile('this meter')
  }
  const { name, version, standing } = meter
  return { kind: 'done', noted: { meter: name, version, standing } }
}
