import { addDays } from '#base/day.ts'
import type { Resident } from '#simulation/resident.ts'
import { allBatches } from '#store/imports.ts'
import { sentInHand } from '#store/sent-results.ts'
import {
  both,
  closes,
  does,
  guestNow,
  leaves,
  type Scene,
  type Step,
  type Story,
  theOther,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { comesOnWarfarin, isDosed } from './demonstration-visits.ts'

const base64Of = (text: string): string => Buffer.from(text).toString('base64')

/** One observation of a laboratory's file. */
const observation = (on: string, resident: Resident, value: number) => ({
  resource: {
    resourceType: 'Observation',
    contained: [
      {
        resourceType: 'Patient',
        id: 'p1',
        identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: resident.nhsNumber }],
        name: [{ use: 'official', family: resident.familyName, given: [resident.givenName] }],
        birthDate: resident.dateOfBirth,
      },
    ],
    identifier: [
      { system: 'https://laboratory.example/report', value: `${on} ${resident.nhsNumber}` },
    ],
    status: 'final',
    category: [{ coding: [{ system: CATEGORIES, code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://snomed.info/sct', code: '165581004' }] },
    subject: { reference: '#p1' },
    effectiveDateTime: `${on}T08:10:00+00:00`,
    performer: [{ display: 'Northern Pathology (synthetic)' }],
    valueQuantity: { value, unit: 'INR', system: 'http://unitsofmeasure.org', code: '{INR}' },
  },
})
const CATEGORIES = 'http://terminology.hl7.org/CodeSystem/observation-category'

const BROUGHT_AT = 790

/** A laboratory's file is brought in: a calm INR, one that alarms, one under a name that is not the record's, one of nobody here. */
const bringsFile: Step = async (scene) => {
  if ((await guestNow(scene)) === undefined) return
  const { guest, other, years, on } = scene
  const [known] = years.people.values()
  const misnamed = known === undefined ? [] : [{ ...known.resident, familyName: 'Ollerenshaw' }]
  const unknown = { ...guest, ...NOBODY }
  const entry = [
    observation(on, guest, 2.7),
    observation(on, other, 6.2),
    ...misnamed.map((resident) => observation(on, resident, 2.4)),
    observation(on, unknown, 3.1),
  ]
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })
  await does(scene, 'nurse', 'bring-in-results', { file: { base64: base64Of(text) } }, BROUGHT_AT)
  for (const { id } of await lookUp(years, sentInHand)) {
    await does(scene, 'nurse', 'take-in-result', { sentId: id }, BROUGHT_AT + 2)
  }
}
/** Nobody of the demonstration has this number. */
const NOBODY = { nhsNumber: '9998770181', familyName: 'Oldroyd', givenName: 'Harold' } as const

/** What is held of it is asked about; each other one is of another service. */
const settlesFile: Step = async (scene) => {
  for (const [nth, { id }] of (await lookUp(scene.years, sentInHand)).entries()) {
    const how = nth % 2 === 0 ? 'laboratory-asked' : 'another-service'
    const reasonText = 'Telephoned the laboratory; another form lay beside it'
    await does(scene, 'pharmacist', 'settle-sent-result', { sentId: id, how, reasonText })
  }
}

const line = (...cells: readonly string[]): string => `${cells.join(',')}\n`

/** Two people of another pharmacy, one with a reason that nobody has read yet, and a line without a name. */
function exportOf({ guest, other, on }: Scene): Readonly<Record<string, string>> {
  const person = (ref: string, who: Resident) =>
    line(
      ref,
      who.nhsNumber,
      who.familyName,
      who.givenName,
      who.dateOfBirth,
      who.sex === 'male' ? 'M' : 'F',
      'S11 9ZZ',
      '01632 960166',
      'C88997',
      'N',
    )
  const plan = (ref: string, why: string) =>
    line(ref, 'warfarin', why, '2.5', '2.0', '3.0', '2025-01-20', '', 'long term', 'POC', '1;3')
  const tested = (ref: string) =>
    line(ref, addDays(on, -20), '2.5', 'POC', '4', '0', addDays(on, 9), '')
  return {
    patients: `${PATIENT_COLUMNS}\n${person('R1', guest)}${person('R2', other)}${person('R3', { ...guest, ...NOBODY, nhsNumber: '', familyName: '' })}`,
    episodes: `${EPISODE_COLUMNS}\n${plan('R1', 'Atrial fibrillation')}${plan('R2', 'Heart valve (see letter)')}`,
    results: `${RESULT_COLUMNS}\n${tested('R1')}${tested('R2')}`,
  }
}
const PATIENT_COLUMNS =
  'patient_ref,nhs_number,family_name,given_name,date_of_birth,sex,postcode,phone,registered_practice,housebound'
const EPISODE_COLUMNS =
  'patient_ref,medicine,indication,target_inr,range_low,range_high,start_date,stop_date,planned_duration,method,tablets'
const RESULT_COLUMNS =
  'patient_ref,test_date,inr,method,dose_mg_per_day,omit_days,next_test_date,comment'

/** The records of a service that has closed are brought in. */
const imports: Step = async (scene) => {
  const files = Object.entries(exportOf(scene)).map(([kind, text]) => [
    kind,
    { name: `${kind}.csv`, type: 'text/csv', base64: base64Of(text) },
  ])
  const staged = await does(scene, 'practice-manager', 'stage-import', {
    ...Object.fromEntries(files),
    dateFormat: 'yyyy-mm-dd',
  })
  if (staged.kind === 'refused') return
  await does(scene, 'practice-manager', 'commit-import', {
    batchId: staged.batchId ?? '',
    sampleConfirmed: 'yes',
    headingsConfirmed: 'no',
  })
}

/** What was brought in was of another service: it is taken back. */
const takesBack: Step = async (scene) => {
  const [batch] = await lookUp(scene.years, allBatches)
  if (batch?.state !== 'committed') return
  const reason = 'These people have gone to the practice and not to us'
  await does(scene, 'practice-manager', 'reverse-import', { batchId: batch.id, reason })
}

/** Files that are brought in: of a laboratory, and of another product. */
export const FILES: readonly Story[] = [
  {
    told: { loxley: 0 },
    steps: [
      [-15, both(comesOnWarfarin, theOther(comesOnWarfarin))],
      [-8, both(isDosed('2.5'), theOther(isDosed('2.8')))],
      [-1, bringsFile],
      [
        3,
        both(
          closes('result-to-enter', 'contacted-and-advised', 'Goes on as before, telephoned'),
          theOther(closes('alarm-to-enter', 'contacted-and-advised', 'Two doses are left out')),
          settlesFile,
        ),
      ],
      [6, both(leaves, theOther(leaves))],
    ],
  },
  {
    told: { darnall: 0 },
    steps: [
      [-2, imports],
      [8, takesBack],
    ],
  },
]
