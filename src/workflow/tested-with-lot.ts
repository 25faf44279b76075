import { deviceKey, isListed } from '#clinical/device-name.ts'
import { type LotResult, resultsOfLot } from '#store/strip-lots.ts'
import { siteRules } from './site-rules.ts'
import { view } from './view.ts'

export type TestedWithLot = {
  readonly kind: 'tested-with-lot'
  /** What the site has decided of this lot. */
  readonly standing: 'blocked' | 'advisory' | 'neither'
  readonly people: number
  readonly results: readonly LotResult[]
}

/** Everybody who was tested with a lot of strips, so that a recall reaches each of them (H06). */
export const testedWithLot = view<{ readonly lot: string }, TestedWithLot>(
  'see-counted-people',
  async ({ tx }, { lot }) => {
    const key = deviceKey(lot)
    const site = await siteRules(tx)
    const results = key === '' ? [] : await resultsOfLot(tx, key)
    return {
      kind: 'tested-with-lot',
      standing: standingOf(site, lot),
      people: new Set(results.map(({ patientId }) => patientId)).size,
      results,
    }
  },
)

function standingOf(
  site: { readonly blockedLots: readonly string[]; readonly advisoryLots: readonly string[] },
  lot: string,
): TestedWithLot['standing'] {
  if (isListed(site.blockedLots, lot)) return 'blocked'
  return isListed(site.advisoryLots, lot) ? 'advisory' : 'neither'
}
