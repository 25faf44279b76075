import { findEpisode } from '#store/episodes.ts'
import { openTargetChecks } from '#store/target-checks.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { newId } from './new-id.ts'
import { settleTarget } from './settle-target.ts'

/** The second clinician of the demonstration agrees to each unusual target whose letter the pharmacist has read. */
export async function agreeToTargets(house: House, prescriber: Caller): Promise<void> {
  const waiting = await inTransaction(house.pool, prescriber.providerId, async (tx) => {
    const checks = await openTargetChecks(tx)
    const asked = []
    for (const { id, episodeId } of checks) {
      const episode = await findEpisode(tx, episodeId)
      asked.push({ checkId: id, episodeId, version: `${episode?.version}`, decision: 'agreed' })
    }
    return { keep: false, answer: asked }
  })
  for (const asked of waiting) {
    await settleTarget.run(house, prescriber, newId(house.clock()), asked)
  }
}
