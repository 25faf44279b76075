import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { blocking } from '#contract/licence.ts'
import { LEVELS, type Level } from '#contract/specification.ts'
import { licencesHere, type ShownLicence } from '#store/licences.ts'
import { allStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { view } from './view.ts'

/** Why a level is not provided now. */
export type LevelStop = { readonly level: Level; readonly because: readonly string[] }

export type LicencesShown = {
  readonly kind: 'licences'
  readonly today: Day
  readonly licences: readonly ShownLicence[]
  readonly stops: readonly LevelStop[]
  readonly mayManage: boolean
}

/** The licences that the service needs, and the levels that are not provided today because one has run out (S15). */
export const licencesShown = view<object, LicencesShown>(
  'see-licences',
  async ({ tx, today, actor }) => ({
    kind: 'licences',
    today,
    licences: await licencesHere(tx),
    stops: await levelStops(tx, today),
    mayManage: permission('manage-licences', actor, today).kind === 'allowed',
  }),
)

/** The levels that are not provided on a day, each with why: a licence that ran out, or nobody whose competence reaches it. */
export async function levelStops(tx: Tx, today: Day): Promise<readonly LevelStop[]> {
  const [licences, staff] = [await licencesHere(tx), await allStaff(tx)]
  return LEVELS.map((level) => {
    const isReached = staff.some(
      ({ active, competence: { level: has, dosing, until } }) =>
        active && dosing !== 'none' && has !== null && has >= level && (until ?? '') >= today,
    )
    const expired = blocking(licences, level, today).map(({ name }) => name)
    const because = [
      ...expired.map((name) => `${name} is not in date`),
      ...(isReached ? [] : ['nobody here has a competence in date that reaches it']),
    ]
    return { level, because }
  }).filter(({ because }) => because.length > 0)
}

/** Why nothing new is begun at a level today: a licence that it needs has run out. */
export async function refuseUnlicensed(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  level: Level,
): Promise<Refused | undefined> {
  const [expired] = blocking(await licencesHere(tx), level, today)
  if (expired === undefined) return undefined
  const message = `${expired.name} is not in date, and level ${level} needs it. It is renewed under Service, Licences; until then nobody is started here.`
  return refused(409, { field: '', code: 'licence-expired', message })
}
