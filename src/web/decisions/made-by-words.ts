import type { DecisionPage } from '#workflow/decision-page.ts'

type Application = NonNullable<DecisionPage['suggestion']['madeBy']>

/** Which application made a suggestion or judged a review; of before it wrote itself down nobody knows. */
export function madeByWords(application: Application | null): string {
  if (application === null) return 'Evenkeel, version not known'
  const { version, commit } = application
  return `Evenkeel ${version}, commit ${commit === 'not-known' ? 'not known' : commit}`
}
