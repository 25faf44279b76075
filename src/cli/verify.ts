import { verify } from '#workflow/verify.ts'
import { withHouse } from './with-house.ts'

/** `evenkeel verify`: prints what was walked and every fault that was found; exit 1 when there is one. */
export const verifyCommand = (): Promise<number> =>
  withHouse(async ({ pool, clock, anchors }) => {
    const found = await verify(pool, clock(), anchors)
    const { providers, decisions, auditLines, faults } = found
    for (const { provider, invariant, says, subject } of faults) {
      console.log(`${invariant}  ${provider}: ${says} (${subject})`)
    }
    console.log(
      `${providers} providers, ${decisions} doses replayed, ${auditLines} audit lines walked, ${found.anchors} anchors held against them: ${faults.length} faults`,
    )
    return faults.length === 0 ? 0 : 1
  })
