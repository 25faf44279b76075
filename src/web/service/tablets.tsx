import { mgNumber } from '#clinical/dose.ts'
import { STRENGTHS, TABLET_COLOURS } from '#clinical/tablets.ts'
import { policyInWords } from '#register/tablet-policy.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { setTabletPolicy } from '#workflow/set-tablet-policy.ts'
import { type SiteRulesShown, siteRulesShown } from '#workflow/site-rules-shown.ts'

const TABLETS = '/service/tablets'

/** Which tablets are prescribed here; each plan shows it. */
export const tabletsPage: PageHandler = onlyFor('manage-settings', async (request) => {
  const shown = await siteRulesShown(request.house, request.caller, {})
  return shown.kind === 'refused' ? refusalPage(shown) : page(request, shown, undefined, 200, [])
})

export const tabletsPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await setTabletPolicy.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: TABLETS }
  const shown = await siteRulesShown(house, caller, {})
  if (outcome.status === 403 || shown.kind === 'refused')
    return refusalPage(shown.kind === 'refused' ? shown : outcome)
  return page(request, shown, typed, outcome.status, outcome.findings)
}

type Typed = Readonly<Record<string, string>>

function page(
  request: PageRequest,
  shown: SiteRulesShown,
  typed: Typed | undefined,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Tablets',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Tablets of this site</h1>
        <p>{policyInWords(shown.rules.tabletPolicy)}</p>
        <PostForm
          action={TABLETS}
          csrf={request.csrf}
          requestKey={request.key}
          className="evk-narrow"
        >
          <input type="hidden" name="version" value={String(shown.version)} />
          <PolicyFields typed={typed ?? inForce(shown)} findings={findings} />
          <Button>Set the tablets</Button>
        </PostForm>
      </>
    ),
  }
}

function PolicyFields({
  typed,
  findings,
}: {
  readonly typed: Typed
  readonly findings: readonly Finding[]
}) {
  const ticked = Object.keys(typed).filter((name) => (typed[name] ?? '') !== '')
  const strengths = STRENGTHS.toReversed().map((strength) => ({
    value: `tablet-${strength}`,
    text: `${mgNumber(strength)} mg ${TABLET_COLOURS[strength]}`,
    attributes: { name: `tablet-${strength}`, value: 'yes' },
  }))
  const yes = (name: string, text: string, hint: string) => ({
    value: name,
    text,
    hint,
    attributes: { name, value: 'yes' },
  })
  return (
    <>
      <Checkboxes
        id="strengths"
        name="strengths"
        legend={{ text: 'Strengths that are prescribed', size: 's' }}
        error={errorOf(findings, 'strengths')}
        choices={strengths}
        values={ticked}
      />
      <Checkboxes
        id="more"
        name="more"
        legend={{ text: 'What else may be', size: 's' }}
        choices={[
          yes(
            'halves',
            'Tablets may be halved',
            'NPSA 2007: no half tablets; 0.5 mg tablets instead.',
          ),
          yes(
            'lookAlikes',
            '0.5 mg and 5 mg may be prescribed together',
            'They are taken for each other: ten times the dose.',
          ),
        ]}
        values={ticked}
      />
    </>
  )
}

function inForce({ rules: { tabletPolicy } }: SiteRulesShown): Typed {
  if (tabletPolicy === null) return {}
  const { strengths, halves, lookAlikes } = tabletPolicy
  return {
    ...Object.fromEntries(strengths.map((strength) => [`tablet-${strength}`, 'yes'])),
    ...(halves && { halves: 'yes' }),
    ...(lookAlikes && { lookAlikes: 'yes' }),
  }
}
