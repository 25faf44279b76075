import type { Pool } from 'pg'
import type { Ack } from './ack-log.ts'

/** What was acknowledged, held against what is there: what is lost, doubled, or half there, in words. */
export async function judge(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  return [
    ...(await judgeKeys(acks, database)),
    ...(await judgeDoses(acks, database)),
    ...(await judgeTellings(acks, database)),
    ...(await judgeRegistered(acks, database)),
    ...(await judgeCounts(acks, database)),
  ]
}

type StoredKey = { key: string; act: string; decisionId: string | null; patientId: string | null }

/** Each acknowledged key is there once with the answer that was given; no key is there that nobody was told of. */
async function judgeKeys(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<StoredKey>(
    `select key, act, outcome ->> 'decisionId' as "decisionId", outcome ->> 'patientId' as "patientId"
       from request_key`,
  )
  const stored = new Map<string, StoredKey[]>()
  for (const row of rows) stored.set(row.key, [...(stored.get(row.key) ?? []), row])
  const acknowledged = new Set(acks.map(({ key }) => key))
  const unknown = rows.filter(({ key }) => !acknowledged.has(key))
  return [
    ...acks.flatMap((ack) => faultOfKey(ack, stored.get(ack.key) ?? [])),
    ...unknown.map(({ act, key }) => `${act} ${key} is stored and nobody was told`),
  ]
}

function faultOfKey(ack: Ack, [row, ...more]: readonly StoredKey[]): readonly string[] {
  const name = `${ack.act} ${ack.key}`
  if (row === undefined) return [`${name} was acknowledged and is lost`]
  if (more.length > 0) return [`${name} is stored ${more.length + 1} times`]
  const isSame = row.act === ack.act && (row.decisionId ?? undefined) === ack.decisionId
  return isSame ? [] : [`${name} is stored with another answer`]
}

type StoredDose = { id: string; patientId: string; whole: boolean; newest: boolean; booked: number }

/** Each acknowledged dose is whole: result, answers, decision, the course moved on, the slot taken. */
async function judgeDoses(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<StoredDose>(
    `select d.id, d.patient_id as "patientId", e.last_decision_id = d.id as newest,
            v.patient_id = d.patient_id and r.patient_id = d.patient_id and v.result_id = r.id as whole,
            (select count(*) from appointment a
              where a.provider_id = d.provider_id and a.patient_id = d.patient_id) as booked
       from dose_decision d
       join episode e on e.provider_id = d.provider_id and e.id = d.episode_id
       left join visit v on v.provider_id = d.provider_id and v.id = d.visit_id
       left join inr_result r on r.provider_id = d.provider_id and r.id = d.result_id`,
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  return acks
    .filter(({ act }) => act === 'accept-dose')
    .flatMap((ack) => faultOfDose(ack, stored.get(ack.decisionId ?? '')))
}

function faultOfDose(ack: Ack, dose: StoredDose | undefined): readonly string[] {
  const name = `dose ${ack.decisionId}`
  if (dose === undefined) return [`${name} was acknowledged and is lost`]
  if (!dose.whole || dose.patientId !== ack.patientId) return [`${name} is not whole`]
  if (!dose.newest) return [`${name} did not move the course on`]
  return dose.booked === (ack.isBooked ? 1 : 0) ? [] : [`${name} has ${dose.booked} appointments`]
}

async function judgeTellings(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string; times: number; known: boolean }>(
    `select t.decision_id as id, count(*) as times,
            bool_or(e.last_told_id = t.id) as known
       from told t
       join dose_decision d on d.provider_id = t.provider_id and d.id = t.decision_id
       join episode e on e.provider_id = d.provider_id and e.id = d.episode_id
      group by t.decision_id`,
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  return acks
    .filter(({ act }) => act === 'record-told')
    .flatMap(({ decisionId = '' }) => {
      const told = stored.get(decisionId)
      return told?.times === 1 && told.known
        ? []
        : [`dose ${decisionId} is told ${told?.times ?? 0} times`]
    })
}

async function judgeRegistered(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select p.id from patient p
       join patient_version v on v.provider_id = p.provider_id and v.patient_id = p.id and v.version = 1`,
  )
  const stored = new Set(rows.map(({ id }) => id))
  return acks
    .filter(({ act, patientId }) => act === 'register-patient' && !stored.has(patientId))
    .map(({ patientId }) => `patient ${patientId} was registered and is lost`)
}

/** Nothing is there beside what was acknowledged: every unknown outcome was asked for until it was known. */
async function judgeCounts(acks: readonly Ack[], database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<Record<string, number>>(
    `select (select count(*) from inr_result) as results, (select count(*) from visit) as visits,
            (select count(*) from dose_decision) as doses, (select count(*) from told) as tellings,
            (select count(*) from appointment) as appointments,
            (select count(*) from patient where nhs_number is null) as registered`,
  )
  const countOf = (act: Ack['act']) => acks.filter((ack) => ack.act === act).length
  const expected = {
    results: countOf('accept-dose'),
    visits: countOf('accept-dose'),
    doses: countOf('accept-dose'),
    tellings: countOf('record-told'),
    appointments: acks.filter(({ isBooked }) => isBooked).length,
    registered: countOf('register-patient'),
  }
  return Object.entries(expected)
    .filter(([what, count]) => rows[0]?.[what] !== count)
    .map(([what, count]) => `${rows[0]?.[what]} ${what} are stored and ${count} were acknowledged`)
}
