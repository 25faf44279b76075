import { permission } from '#access/policy.ts'
import { deviceKey, isListed } from '#clinical/device-name.ts'
import { type LotResult, lotHistory, resultsMeasured } from '#store/strip-lots.ts'
import { type SiteRules, siteRules } from './site-rules.ts'
import { view } from './view.ts'

export type TestedWithLot = {
  readonly kind: 'tested-with-lot'
  /** What the site has decided of this lot. */
  readonly standing: 'blocked' | 'advisory' | 'neither'
  readonly people: number
  readonly results: readonly LotResult[]
  /** The lot in the register, newest version first; empty of one that is not in it. */
  readonly history: Awaited<ReturnType<typeof lotHistory>>
  readonly may: { readonly correct: boolean; readonly block: boolean; readonly release: boolean }
}

/** Everybody who was tested with a lot of strips, so that a recall reaches each of them (H06). */
export const testedWithLot = view<{ readonly lot: string }, TestedWithLot>(
  'see-counted-people',
  async ({ tx, actor, today }, { lot }) => {
    const key = deviceKey(lot)
    const site = await siteRules(tx)
    const results = key === '' ? [] : await resultsMeasured(tx, { by: 'lot', key })
    const history = await lotHistory(tx, key)
    return {
      kind: 'tested-with-lot',
      standing: history[0]?.standing === 'blocked' ? 'blocked' : standingOf(site, lot),
      people: new Set(results.map(({ patientId }) => patientId)).size,
      results,
      history,
      may: {
        correct: permission('record-control', actor, today).kind === 'allowed',
        block: permission('manage-meters', actor, today).kind === 'allowed',
        release: permission('release-meters', actor, today).kind === 'allowed',
      },
    }
  },
)

function standingOf(
  site: Pick<SiteRules, 'blockedLots' | 'advisoryLots'>,
  lot: string,
): TestedWithLot['standing'] {
  if (isListed(site.blockedLots, lot)) return 'blocked'
  return isListed(site.advisoryLots, lot) ? 'advisory' : 'neither'
}
