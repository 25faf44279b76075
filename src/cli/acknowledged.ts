import { canonicalJson } from '#base/canonical.ts'
import type { Load } from './simulate-against.ts'

/** A save that an installation acknowledged: it must be there, once. */
export type Acknowledged = {
  readonly seat: 'nurse' | 'prescriber'
  readonly act: string
  readonly key: string
  readonly fields: Readonly<Record<string, string>>
  readonly body: string
  /** How often it was sent until the answer came. */
  readonly tries: number
}

/**
 * Holds what was acknowledged against what is there: the same request with the same key must have the answer that it had, and
 * every patient's visits must show exactly the doses that were acknowledged, each once. What is wrong, in words.
 */
export async function whatIsWrong(load: Load): Promise<readonly string[]> {
  const faults: string[] = []
  await inTurns(load, load.acknowledged, async (one) => {
    const again = await load[one.seat].perform(one.act, one.fields, { key: one.key })
    if (again?.kind === 'done' && isSame(again.body, one.body)) return
    const now = again?.kind === 'done' ? 'otherwise' : (again?.kind ?? 'nothing')
    faults.push(`${one.act} ${one.key} was acknowledged and now answers ${now}`)
  })
  await inTurns(load, [...dosesByPatient(load.acknowledged)], async ([patientId, doses]) => {
    const page = await load.nurse.open(`/patients/${patientId}/visits`, 'the visits of a patient')
    const there = [...(page ?? '').matchAll(/href="\/decisions\/([0-9a-f-]{36})"/g)].map(
      ([, id = '']) => id,
    )
    if (canonicalJson(there.toSorted()) === canonicalJson(doses.toSorted())) return
    faults.push(`patient ${patientId} has ${there.length} doses, acknowledged were ${doses.length}`)
  })
  return faults
}

const isSame = (one: string, other: string): boolean =>
  canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other))

/** The doses of everybody who was registered, by patient. */
function dosesByPatient(acknowledged: readonly Acknowledged[]): ReadonlyMap<string, string[]> {
  const doses = new Map<string, string[]>()
  for (const { act, body } of acknowledged) {
    const { patientId, decisionId } = JSON.parse(body)
    if (typeof patientId !== 'string') continue
    const known = doses.get(patientId) ?? []
    doses.set(patientId, known)
    const isDose = act === 'accept-dose' || act === 'authorise-dose'
    if (isDose && typeof decisionId === 'string') known.push(decisionId)
  }
  return doses
}

/** As many at once as there were clinicians. */
async function inTurns<Item>(
  { asked }: Load,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: asked.clinicians }, worker))
}
