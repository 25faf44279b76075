import { Client } from 'pg'
import type { Role } from '#access/policy.ts'
import { addDays, clinicalDate, type Day, daysBetween } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { chance } from '#test/crash/chance.ts'
import type { County } from './county.ts'
import {
  type CountySize,
  lastTestedOn,
  type Place,
  patientIdOf,
  patientsOf,
  providerIdOf,
  TODAY,
  tenthsOf,
} from './county-layout.ts'
import { identityOf } from './county-rows.ts'
import { usernameOf } from './fill-county.ts'
import type { NationalVisit } from './whole-visit.ts'

/** One clinician signed in, and the people whom they see one after the other. */
export type Sitting = readonly NationalVisit[]

/** A protocol may give no dose on an INR so soon after the last: Coventry's is the longest wait (clinical reference 1.6). */
const DAYS_SINCE_LAST = 7
const CLINICIANS: readonly [Role, ...Role[]] = [
  'nurse',
  'pharmacist',
  'prescriber',
  'clinical-lead',
  'healthcare-assistant',
]
/** Some of those drawn were seen by an earlier run. */
const DRAWN_TOO_MANY = 1.5

/** Sittings anywhere in the nation, as its people are spread; nobody is seen twice, in this run or one before. */
export async function sittings(
  { size, superuserUrl }: County,
  asked: { readonly count: number; readonly visitsEach: number; readonly seed: number },
): Promise<readonly Sitting[]> {
  const by = chance(asked.seed)
  const drawn = new Map<string, readonly Place[]>()
  const most = Math.ceil(asked.count * DRAWN_TOO_MANY)
  const used = new Set<number>()
  for (let tries = 0; drawn.size < most && tries < most * 20; tries += 1) {
    const places = drawSitting(size, asked.visitsEach, by.below, used)
    const [first] = places
    if (first !== undefined) drawn.set(patientIdOf(first), places)
  }
  const known = await whoIsDue(superuserUrl, [...drawn.values()].flat())
  const whole: Sitting[] = []
  for (const places of drawn.values()) {
    const visits = places.flatMap((place) => known.get(patientIdOf(place)) ?? [])
    if (visits.length === asked.visitsEach) whole.push(seenByOne(visits, by.pick(CLINICIANS)))
    if (whole.length === asked.count) return whole
  }
  throw new Error(`only ${whole.length} of ${asked.count} sittings can be had: too few are due`)
}

/** People of one provider, who has them in the proportion of its size. */
function drawSitting(
  size: CountySize,
  visits: number,
  below: (limit: number) => number,
  used: Set<number>,
): readonly Place[] {
  const provider = providerOf(size, below(size.patients))
  const patients = patientsOf(size, provider)
  const start = below(patients)
  const places: Place[] = []
  for (let step = 0; step < patients && places.length < visits; step += 1) {
    const patient = 1 + ((start + step) % patients)
    const name = provider * size.patients + patient
    if (!isDue(patient) || used.has(name)) continue
    used.add(name)
    places.push({ provider, patient })
  }
  return places.length === visits ? places : []
}

const isDue = (patient: number): boolean =>
  patient % 33 !== 0 && daysBetween(lastTestedOn(patient), TODAY) >= DAYS_SINCE_LAST

/** The provider of the nth person of the nation. */
function providerOf(size: CountySize, nth: number): number {
  const first = patientsOf(size, 0)
  if (nth < first) return 0
  return Math.min(size.providers - 1, 1 + Math.floor((nth - first) / patientsOf(size, 1)))
}

type Known = {
  readonly id: string
  readonly place: number
  readonly family: string
  readonly born: Day
}

/** Who of these was not tested lately, with what they are found by. */
async function whoIsDue(
  url: string,
  places: readonly Place[],
): Promise<ReadonlyMap<string, NationalVisit>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Known>(
    `select p.id, (asked.place - 1)::int as place, p.details ->> 'familyName' as family,
            to_char(p.date_of_birth, 'YYYY-MM-DD') as born
       from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (provider_id, id, place)
       join patient p on p.provider_id = asked.provider_id and p.id = asked.id
       join episode e on e.provider_id = asked.provider_id and e.patient_id = asked.id
      where e.last_tested_on <= $3`,
    [
      places.map(({ provider }) => providerIdOf(provider)),
      places.map(patientIdOf),
      addDays(TODAY, -DAYS_SINCE_LAST),
    ],
  )
  await client.end()
  return new Map(
    rows.flatMap(({ id, place, family, born }) => {
      const at = places[place]
      if (at === undefined) return []
      const who = `${family} ${clinicalDate(born)}`
      return [[id, { patientId: id, who, ...seenAs(at) }] as const]
    }),
  )
}

/** A visit without anything unusual: the INR is in range and no more than 0.9 from the last. */
const seenAs = (place: Place) => ({
  identity: identityOf(place),
  inr: formatInr({
    comparator: '=',
    tenths: Math.min(30, Math.max(20, tenthsOf(place.patient, 0))),
  }),
  username: `${place.provider}`,
  address: `10.${place.provider >> 8}.${place.provider & 0xff}`,
})

const seenByOne = (visits: readonly NationalVisit[], role: Role): Sitting =>
  visits.map((visit) => ({
    ...visit,
    username: usernameOf(Number(visit.username), role),
    address: `${visit.address}.${1 + CLINICIANS.indexOf(role)}`,
  }))
