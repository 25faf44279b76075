import assert from 'node:assert/strict'
import type { TestClinic } from '#test/clinic.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { claimShown } from '#workflow/claim-page.ts'
import { monthReturn } from '#workflow/month-end.ts'
import { newId } from '#workflow/new-id.ts'
import { submitClaim } from '#workflow/submit-claim.ts'
import { figuresInOrder, submitReturn } from '#workflow/submit-return.ts'

export const AGREED = {
  specification: 'sheffield-2020-21 1',
  reference: 'LCS-02/017',
  from: '2026-04-01',
  to: '2027-03-31',
  'level-3': 'yes',
  'level-4': 'yes',
  'level-5': 'yes',
  agreedWith: 'A. Winter, primary care commissioning',
  agreedOn: '2026-03-20',
} as const

/** Records a contract of a clinic, by its practice manager; answers its id. */
export async function agreed(
  clinic: TestClinic,
  typed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const caller = clinic.callerOf('practice-manager')
  const outcome = await agreeContract.run(clinic.house, caller, newId(0), { ...AGREED, ...typed })
  assert.ok(outcome.kind === 'done', JSON.stringify(outcome))
  return outcome.subject ?? ''
}

/** Signs and submits the return of a month, again with a reason. */
export async function submitted(
  clinic: TestClinic,
  contractId: string,
  month: string,
): Promise<void> {
  const caller = clinic.callerOf('practice-manager')
  const shown = await monthReturn(clinic.house, caller, { contractId, month })
  assert.ok(shown.kind === 'month-return', JSON.stringify(shown))
  const version = shown.versions.length
  const outcome = await submitReturn.run(clinic.house, caller, newId(0), {
    ...{ contractId, month, signed: 'yes', seen: shown.seen, version: `${version}` },
    seenFigures: figuresInOrder(shown.figures),
    ...(version > 0 && { reason: 'entered-late' }),
  })
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
}

/** Signs and submits the claim of a quarter; answers what came of it. */
export async function claimed(
  clinic: TestClinic,
  contractId: string,
  quarter: string,
  typed: Readonly<Record<string, string>> = {},
) {
  const caller = clinic.callerOf('practice-manager')
  const shown = await claimShown(clinic.house, caller, { contractId, quarter })
  assert.ok(shown.kind === 'claim', JSON.stringify(shown))
  return submitClaim.run(clinic.house, caller, newId(clinic.clock.now()), {
    ...{ contractId, quarter, signed: 'yes', seen: shown.seen },
    ...typed,
  })
}
