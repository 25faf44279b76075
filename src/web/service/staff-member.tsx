import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { changeStaff } from '#workflow/change-staff.ts'
import { type SignInShown, signInsOf } from '#workflow/end-sign-ins.ts'
import { issuePassword } from '#workflow/issue-password.ts'
import { type Finding, notHere } from '#workflow/outcome.ts'
import { resetSecondStep } from '#workflow/reset-second-step.ts'
import { type Colleague, staffList } from '#workflow/staff-list.ts'
import { firstPasswordPage } from './first-password.tsx'
import { SignIns } from './sign-ins.tsx'
import { StaffFields, type StaffTexts } from './staff-fields.tsx'
import { placeOfPeople } from './staff-place.ts'

export const staffMemberPage: PageHandler = async (request) => await show(request, undefined, [])

export const staffMemberPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const texts: StaffTexts = fieldsOf(form)
  const change = { ...texts, accountId: accountIn(request) }
  const outcome = await changeStaff.run(house, caller, key, change)
  if (outcome.kind === 'done') return { kind: 'redirect', to: '/service/staff' }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return await show(request, { texts, status: outcome.status }, outcome.findings)
}

export const firstPasswordPosted: PageHandler = async (request) => {
  const { house, caller, key } = request
  const accountId = accountIn(request)
  const outcome = await issuePassword.run(house, caller, key, { accountId })
  return outcome.kind === 'done' ? firstPasswordPage(request, outcome, '') : refusalPage(outcome)
}

export const secondStepResetPosted: PageHandler = async (request) => {
  const { house, caller, key } = request
  const accountId = accountIn(request)
  const outcome = await resetSecondStep.run(house, caller, key, { accountId })
  if (outcome.kind === 'refused') return refusalPage(outcome)
  const back = `/service/staff/${accountId}`
  return outcome.waits ? resetWaitsPage(back) : { kind: 'redirect', to: back }
}

const resetWaitsPage = (back: string): PageReply => ({
  kind: 'page',
  title: 'One more is needed',
  place: 'service',
  main: (
    <div className="nhsuk-u-reading-width">
      <BackLink href={back} />
      <h1 className="nhsuk-heading-l">One more is needed</h1>
      <p>
        Nothing is reset yet. This person also works at another provider, which their second step
        protects too.
      </p>
      <p>
        Ask an administrator or clinical lead there, who must be somebody else, to see or telephone
        the person and to press the same button within three days. It is reset when they do.
      </p>
    </div>
  ),
})

const accountIn = ({ params: { account = '' } }: PageRequest): string => account

type Posted = { readonly texts: StaffTexts; readonly status: number }

async function show(
  request: PageRequest,
  posted: Posted | undefined,
  findings: readonly Finding[],
): Promise<PageReply> {
  const { house, caller } = request
  const [list, open] = await Promise.all([
    staffList(house, caller, {}),
    signInsOf(house, caller, { accountId: accountIn(request) }),
  ])
  if (list.kind === 'refused') return refusalPage(list)
  if (open.kind === 'refused') return refusalPage(open)
  const colleague = list.colleagues.find(({ accountId }) => accountId === accountIn(request))
  if (colleague === undefined) return refusalPage(notHere('colleague'))
  return {
    kind: 'page',
    status: posted?.status ?? 200,
    title: colleague.name,
    place: placeOfPeople(request.visitor),
    errors: findings,
    main: (
      <MemberForms
        {...{ request, colleague, findings, signIns: open.signIns, texts: posted?.texts }}
      />
    ),
  }
}

function MemberForms(props: {
  readonly request: PageRequest
  readonly colleague: Colleague
  readonly signIns: readonly SignInShown[]
  readonly findings: readonly Finding[]
  readonly texts: StaffTexts | undefined
}) {
  const { request, colleague, findings, signIns, texts = textsOf(colleague) } = props
  const { csrf, key, visitor } = request
  const path = `/service/staff/${colleague.accountId}`
  return (
    <>
      <BackLink href="/service/staff" />
      <h1 className="nhsuk-heading-l">{colleague.name}</h1>
      <p>
        User name: <code>{colleague.username}</code>
      </p>
      <PostForm action={path} csrf={csrf} requestKey={key}>
        <input type="hidden" name="version" value={texts.version} />
        <StaffFields by={visitor.role} texts={texts} findings={findings} />
        <Radios
          id="active"
          name="active"
          legend={{ text: 'Does this person work here?', size: 's' }}
          value={texts.active}
          error={errorOf(findings, 'active')}
          choices={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No', hint: 'From now on nothing here opens for this person.' },
          ]}
        />
        <Button>Save</Button>
      </PostForm>
      <h2 className="nhsuk-heading-m">Signed in here now</h2>
      <SignIns path={`${path}/sign-ins`} csrf={csrf} signIns={signIns} />
      <CannotSignIn {...{ path, csrf, colleague }} />
    </>
  )
}

function CannotSignIn(props: {
  readonly path: string
  readonly csrf: string
  readonly colleague: Colleague
}) {
  const { path, csrf, colleague } = props
  return (
    <>
      <h2 className="nhsuk-heading-m">Cannot sign in</h2>
      <p>A new first password ends every session of this person. Their second step stays.</p>
      <PostForm action={`${path}/password`} csrf={csrf}>
        <Button variant="secondary">Give a new first password</Button>
      </PostForm>
      {colleague.hasSecondStep ? (
        <>
          <p>
            Reset the second step of somebody who has lost both phone and recovery codes, and whom
            you see or know by voice. They are signed out everywhere, are told who did it, and set
            it up again at the next sign-in.
          </p>
          <PostForm action={`${path}/second-step`} csrf={csrf}>
            <Button variant="secondary">Reset the second step</Button>
          </PostForm>
        </>
      ) : (
        <p>This person has no second step set up.</p>
      )}
    </>
  )
}

function textsOf({ name, role, competence, active, version }: Colleague): StaffTexts {
  const [year = '', month = '', day = ''] = competence.until?.split('-') ?? []
  return {
    name,
    role,
    level: competence.level === null ? 'none' : String(competence.level),
    dosing: competence.dosing,
    'until[day]': day,
    'until[month]': month,
    'until[year]': year,
    active: active ? 'yes' : 'no',
    version: String(version),
  }
}
