import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import type { TestClinic } from '#test/clinic.ts'
import { done, type Fields, freshKey } from '#test/store/visit-desk.ts'
import { type MonitoringShown, monitoringShown } from '#workflow/monitoring-shown.ts'
import { proposeMonitoring } from '#workflow/propose-monitoring.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import {
  activateMonitoring,
  declineMonitoring,
  withdrawMonitoring,
} from '#workflow/settle-monitoring.ts'
import { siteMonitoring } from '#workflow/site-monitoring.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'

/** The small deeds by which a clinic comes to another table of monitoring. */
export function monitoringDesk(clinic: TestClinic) {
  const shown = async (role: Role = 'nurse'): Promise<MonitoringShown> => {
    const page = await monitoringShown(clinic.house, clinic.callerOf(role), {})
    return page.kind === 'monitoring' ? page : assert.fail('no monitoring')
  }
  const check = (changes: Fields = {}, role: Role = 'clinical-lead') =>
    recordProtocolCheck.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
      protocol: 'older-ccg',
      version: '1',
      comparedWith: 'Formulary of the integrated care board, p. 4',
      checkedOn: '2026-11-20',
      found: 'agrees',
      says: 'Every interval compared',
      officer: 'yes',
      ...changes,
    })
  const withdrawCheck = () =>
    withdrawProtocolCheck.run(clinic.house, clinic.callerOf('clinical-lead'), freshKey(clinic), {
      protocol: 'older-ccg',
      withdrawal: 'The formulary has a new edition',
    })
  const propose = async (changes: Fields = {}, role: Role = 'clinical-lead') =>
    proposeMonitoring.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
      table: 'older-ccg',
      seen: `${(await shown()).newestNumber}`,
      fromOn: '2026-11-22',
      reason: 'The formulary of the region says so',
      ...changes,
    })
  const activate = (choiceId = '', changes: Fields = {}, role: Role = 'prescriber') =>
    activateMonitoring.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
      choiceId,
      read: 'yes',
      ...changes,
    })
  const decline = (choiceId = '', why = 'Too long', role: Role = 'prescriber') =>
    declineMonitoring.run(clinic.house, clinic.callerOf(role), freshKey(clinic), { choiceId, why })
  const withdraw = (choiceId = '', why = 'A mistake', role: Role = 'clinical-lead') =>
    withdrawMonitoring.run(clinic.house, clinic.callerOf(role), freshKey(clinic), { choiceId, why })
  /** The whole way by two people. */
  const choose = async (changes: Fields = {}): Promise<string> => {
    const { subject = '' } = done(await propose(changes))
    done(await activate(subject))
    return subject
  }
  const inForce = (on: string) =>
    clinic.inTx(async (tx) => (await siteMonitoring({ tx, today: day(on) })).id)
  return { shown, check, withdrawCheck, propose, activate, decline, withdraw, choose, inForce }
}
