import { Client } from 'pg'
import { addDays } from '#base/day.ts'
import { openPool } from '#store/pool.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import type { House } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import {
  accountIdOf,
  episodeIdOf,
  type Place,
  patientIdOf,
  providerIdOf,
  TODAY,
} from './county-layout.ts'
import { appointmentIdOf, newestDecisionIdOf, patternIdOf } from './county-rows.ts'
import type { ReadyVisit } from './ready-visits.ts'

/** A statement by which the act wrote, with the values it wrote. */
export type Write = {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

const WRITES = /\b(insert into|update|delete from)\b/

/** Saves one visit through the act and answers every statement by which it wrote, in order. */
export async function writesOfOneSave(
  appUrl: string,
  house: House,
  visit: ReadyVisit,
): Promise<readonly Write[]> {
  const pool = openPool(appUrl, 1)
  const client = await pool.connect()
  const asked: unknown[] = []
  const ask: (...question: never[]) => unknown = client.query
  Object.assign(client, {
    query: (...question: never[]) => {
      asked.push(question[0])
      return ask.apply(client, question)
    },
  })
  client.release()
  const key = newId(house.clock())
  const saved = await acceptDose.run({ ...house, pool }, visit.caller, key, visit.fields)
  await pool.end()
  if (saved.kind === 'refused') throw new Error(`not saved: ${saved.findings[0]?.message}`)
  return asked.filter(isWrite)
}

const isWrite = (asked: unknown): asked is Write =>
  typeof asked === 'object' &&
  asked !== null &&
  'text' in asked &&
  typeof asked.text === 'string' &&
  WRITES.test(asked.text)

/** Writes the same rows for each place, so many at a time, and nothing else; answers how many a second. */
export async function bareSaves(
  appUrl: string,
  sample: { readonly place: Place; readonly writes: readonly Write[] },
  places: readonly Place[],
  concurrency: number,
): Promise<number> {
  const waiting = places.values()
  const clients = Array.from(
    { length: concurrency },
    () => new Client({ connectionString: appUrl }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  const started = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (const place of waiting) await saveBare(client, place, writesFor(place, sample))
    }),
  )
  const seconds = (performance.now() - started) / 1000
  await Promise.all(clients.map((client) => client.end()))
  return places.length / seconds
}

async function saveBare(client: Client, place: Place, writes: readonly Write[]): Promise<void> {
  await client.query('begin')
  await client.query(`set local app.provider_id = '${providerIdOf(place.provider)}'`)
  for (const { name, text, values } of writes) {
    const { rowCount } = await client.query({ name, text, values: [...values] })
    if (rowCount === 0 && text.startsWith('update episode')) throw new Error('no course moved on')
  }
  await client.query('commit')
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/

/** The sample's rows with this place's ids in place of its own, and new ids where it had new ones. */
function writesFor(
  place: Place,
  sample: { readonly place: Place; readonly writes: readonly Write[] },
): readonly Write[] {
  const ids = new Map(idsOf(sample.place).map((id, nth) => [id, idsOf(place)[nth]]))
  const replaced = (value: unknown): unknown => {
    if (typeof value !== 'string' || !UUID.test(value) || value.length !== 36) return value
    const known = ids.get(value) ?? newId(Date.now())
    ids.set(value, known)
    return known
  }
  return sample.writes.map((write) => ({
    ...write,
    values: ownSlot(write, write.values.map(replaced), place),
  }))
}

const idsOf = (place: Place): readonly string[] => [
  providerIdOf(place.provider),
  accountIdOf(place.provider, 'nurse'),
  patientIdOf(place),
  episodeIdOf(place),
  newestDecisionIdOf(place),
  appointmentIdOf(place),
  ...[1, 2, 3, 4, 5].map((weekday) => patternIdOf(place.provider, weekday)),
]

/** A slot that nobody else has: far away, at a minute of the patient's own. */
function ownSlot({ text }: Write, values: readonly unknown[], place: Place): readonly unknown[] {
  const columns = /^insert into appointment \(([^)]*)\)/.exec(text)?.[1]?.split(/,\s*/)
  return values.map((value, nth) => {
    if (columns?.[nth] === 'on_date') return addDays(TODAY, 1000 + Math.floor(place.patient / 1440))
    return columns?.[nth] === 'at_minute' ? place.patient % 1440 : value
  })
}
