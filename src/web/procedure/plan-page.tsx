import type { ReactNode } from 'react'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Details } from '#web/parts/details.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import { linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import { checkProcedure } from '#workflow/check-procedure.ts'
import { moveProcedure } from '#workflow/move-procedure.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { planProcedure } from '#workflow/plan-procedure.ts'
import { type ProcedurePage, procedurePage } from '#workflow/procedure-page.ts'
import { PLAN_FIELDS, type Proposal } from '#workflow/procedure-typed.ts'
import { procedureHref } from './addresses.ts'
import { PlanFacts } from './plan-facts.tsx'
import { PlanForm } from './plan-form.tsx'
import { PlanRecord } from './plan-record.tsx'
import { type PlanState, proposedBoxes, typedOfPlan } from './plan-state.ts'
import { DATE_FIELDS, RunningPlan } from './running.tsx'

const NOTHING_TYPED: TypedForm = { values: {}, findings: [] }

/** GET /patients/:patientId/procedure - the running plan, or the form of a new one. */
export const procedureShown: PageHandler = (request) => shown(request, NOTHING_TYPED)

/** The running plan, with what was refused of one of its forms, or the form of a new plan. */
export async function shown(
  request: PageRequest,
  form: TypedForm,
  status = 200,
): Promise<PageReply> {
  const page = await procedurePage(request.house, request.caller, {
    patientId: patientIn(request.params),
  })
  if (page.kind === 'refused') return refusalPage(page)
  if (page.open !== null) return runningReply(request, page, form, status)
  const values = { version: `${page.episode.version}`, owner: page.me, ...form.values }
  return formReply(request, page, { ...form, values }, null, status)
}

/** GET /patients/:patientId/procedure/move - another day, or other dates, for the running plan. */
export const moveShown: PageHandler = async (request) => {
  const page = await procedurePage(request.house, request.caller, {
    patientId: patientIn(request.params),
  })
  if (page.kind === 'refused') return refusalPage(page)
  if (page.open === null) return { kind: 'redirect', to: procedureHref(page.patient.id) }
  return formReply(request, page, { values: typedOfPlan(page.open), findings: [] }, null)
}

/** POST of both forms: works out the dates, or confirms them. */
export const planPosted: PageHandler = async (request) => {
  const patientId = patientIn(request.params)
  const page = await procedurePage(request.house, request.caller, { patientId })
  if (page.kind === 'refused') return refusalPage(page)
  const now = `${page.open?.plan.version ?? page.episode.version}`
  const sent = fieldsOf(request.form)
  const typed = { ...sent, version: now }
  const proposal = await proposed(request, sent)
  if (request.form.get('step')?.[0] !== 'confirm') {
    if (proposal.kind === 'refused') {
      return formReply(request, page, { values: typed, ...proposal }, null, proposal.status)
    }
    const values = { ...typed, ...proposedBoxes(proposal) }
    return formReply(request, page, { values, findings: [] }, proposal)
  }
  const outcome = await confirm(request, page, sent)
  if (outcome.kind === 'done') return { kind: 'redirect', to: procedureHref(patientId) }
  const again = proposal.kind === 'proposal' ? proposal : null
  const form = { values: typed, findings: outcome.findings }
  return formReply(request, page, form, again, outcome.status)
}

type Typed = Readonly<Record<string, string>>

/** What is worked out is the plan alone, without who has it. */
function proposed(
  { house, caller, params }: PageRequest,
  typed: Typed,
): Promise<Proposal | Refused> {
  const known: readonly string[] = PLAN_FIELDS
  const fields = Object.fromEntries(Object.entries(typed).filter(([name]) => known.includes(name)))
  return checkProcedure(house, caller, { patientId: patientIn(params), fields })
}

function confirm({ house, caller, key, params }: PageRequest, page: ProcedurePage, typed: Typed) {
  if (page.open === null) {
    const asked = { ...typed, patientId: patientIn(params) }
    return planProcedure.run(house, caller, key, asked)
  }
  const { owner: _ofNewPlan, ...rest } = typed
  return moveProcedure.run(house, caller, key, { ...rest, planId: page.open.plan.id })
}

function formReply(
  request: PageRequest,
  page: ProcedurePage,
  form: TypedForm,
  proposal: Proposal | null,
  status = 200,
): PageReply {
  const isMove = page.open !== null
  const state: PlanState = { page, form, proposal, isMove, csrf: request.csrf, key: request.key }
  const title = isMove ? 'Move the procedure' : 'Plan for a procedure'
  const back = isMove ? procedureHref(page.patient.id) : patientHref(page.patient.id)
  const mayMake = page.may.plan && (isMove || page.against.length === 0)
  return reply(page, {
    title,
    back,
    status,
    findings: form.findings,
    main: (
      <>
        <PlanFacts page={page} />
        {mayMake ? <PlanForm state={state} /> : <Against page={page} />}
        {page.closed.map((closed) => (
          <Details
            key={closed.plan.id}
            summary={`Earlier plan: ${closed.newest.details.order.what}`}
          >
            <PlanRecord shown={closed} />
          </Details>
        ))}
      </>
    ),
  })
}

function Against({ page }: { readonly page: ProcedurePage }) {
  const words = page.may.plan
    ? page.against.map(({ message }) => message)
    : ['A prescriber plans how treatment is stopped and taken again.']
  return (
    <WarningCallout heading="No plan can be made here now">
      {words.map((word) => (
        <p key={word}>{word}</p>
      ))}
    </WarningCallout>
  )
}

function runningReply(
  request: PageRequest,
  page: ProcedurePage,
  form: TypedForm,
  status: number,
): PageReply {
  return reply(page, {
    title: 'Plan for a procedure',
    back: patientHref(page.patient.id),
    status,
    findings: form.findings,
    main: <RunningPlan page={page} form={form} csrf={request.csrf} requestKey={request.key} />,
  })
}

type Shown = {
  readonly title: string
  readonly back: string
  readonly status: number
  readonly findings: readonly Finding[]
  readonly main: ReactNode
}

const reply = (
  { patient, today }: ProcedurePage,
  { title, back, status, findings, main }: Shown,
): PageReply => ({
  kind: 'page',
  status,
  title,
  place: 'none',
  banner: bannerOf(patient, today, patientHref(patient.id)),
  errors: linkedFindings(findings, DATE_FIELDS),
  main: (
    <>
      <BackLink href={back} />
      <h1>{title}</h1>
      {main}
    </>
  ),
})
