import { canonicalJson } from '#base/canonical.ts'
import { addDays, londonClock, londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { hasClinicPackFor } from '#store/clinic-packs.ts'
import { inTransaction } from '#store/tx.ts'
import { atProviders } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { writePack } from './make-clinic-pack.ts'
import { newId } from './new-id.ts'

/** From this hour of the evening on, makes tomorrow's pack for each provider that has none from this evening. */
export async function makeNightlyPacks(house: House, fromHour: number): Promise<void> {
  const now = house.clock()
  if (Number(londonClock(now).slice(0, 2)) < fromHour) return
  const forDay = addDays(londonDay(now), 1)
  const evening = new Date(now - minutesIntoEvening(now, fromHour) * 60_000).toISOString()
  await atProviders(house, async (providerId) => {
    await inTransaction(house.pool, providerId, async (tx) => {
      if (await hasClinicPackFor(tx, forDay, evening)) return { keep: false, answer: undefined }
      const made = await writePack(tx, { id: newId(now), forDay, now: house.clock() })
      const at = new Date(house.clock()).toISOString()
      await addAuditLine(tx, canonicalJson({ act: 'nightly-pack', at, subject: made.packId }))
      return { keep: true, answer: undefined }
    })
  })
}

function minutesIntoEvening(now: number, fromHour: number): number {
  const [hours = 0, minutes = 0] = londonClock(now).split(':').map(Number)
  return (hours - fromHour) * 60 + minutes
}
