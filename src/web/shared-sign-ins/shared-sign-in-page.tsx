import { SHARED_OUTCOMES, signsInWords } from '#access/shared-sign-in.ts'
import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { OutcomeForm } from '#web/register/outcome-form.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { settleSharedSignIn } from '#workflow/settle-shared-sign-in.ts'
import { type SharedSignInPage, sharedSignInPage } from '#workflow/shared-sign-ins-shown.ts'
import { SHARED_SIGN_INS, sharedSignInHref } from './addresses.ts'
import { outcomeInWords, spanInWords } from './shared-sign-ins-page.tsx'

/** GET /service/shared-sign-ins/:found - one account that looks shared, and what it was. */
export const sharedSignIn: PageHandler = (request) =>
  reply(request, { values: {}, findings: [] }, 200)

/** POST /service/shared-sign-ins/:found */
export const sharedSignInPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const id = params['found'] ?? ''
  const values = fieldsOf(form)
  const outcome = await settleSharedSignIn.run(house, caller, key, { ...values, id })
  if (outcome.kind === 'done') return { kind: 'redirect', to: SHARED_SIGN_INS }
  if (outcome.status === 403) return refusalPage(outcome)
  return reply(request, { values, findings: outcome.findings }, outcome.status)
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await sharedSignInPage(house, caller, { id: params['found'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { found } = shown
  return {
    kind: 'page',
    status,
    title: found.name,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={SHARED_SIGN_INS}>Accounts that several people seem to use</BackLink>
        <h1 className="nhsuk-heading-l">{found.name}</h1>
        <Facts found={found} />
        {found.settledAt === null && <Settle shown={shown} form={form} request={request} />}
      </>
    ),
  }
}

function Facts({ found }: Pick<SharedSignInPage, 'found'>) {
  const { settledAt, settledByName, note, role, worksHere, passwordSetAt } = found
  const settled =
    settledAt === null
      ? [{ key: 'Settled', value: 'Not yet' }]
      : [
          { key: 'Settled', value: outcomeInWords(found) },
          { key: 'How that is known', value: note ?? '' },
          { key: 'By', value: `${settledByName}, ${clinicalInstant(settledAt)}` },
        ]
  return (
    <SummaryList
      rows={[
        { key: 'Role', value: role.replaceAll('-', ' ') },
        { key: 'When', value: spanInWords(found) },
        { key: 'What makes it likely', value: signsInWords(found) },
        { key: 'Works here', value: worksHere ? 'Yes' : 'No longer' },
        {
          key: 'Password last set',
          value: passwordSetAt === null ? 'Not known' : clinicalInstant(passwordSetAt),
        },
        ...settled,
      ]}
    />
  )
}

type SettleProps = {
  readonly shown: SharedSignInPage
  readonly form: TypedForm
  readonly request: PageRequest
}

function Settle({ shown: { found, isAnothers }, form, request }: SettleProps) {
  if (!isAnothers) {
    return (
      <InsetText>
        <p>This is your own account. Another manager asks you and settles it.</p>
      </InsetText>
    )
  }
  return (
    <OutcomeForm
      action={sharedSignInHref(found.id)}
      form={form}
      request={request}
      legend="What it was"
      words={SHARED_OUTCOMES}
      note={{
        label: 'How you know, in words',
        hint: 'Whom you asked, and what was done. No names of patients.',
      }}
      button="Settle"
    />
  )
}
