import { clinicalInstant } from '#base/day.ts'
import { RESTORE_OUTCOMES } from '#recall/restore-outcomes.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { OutcomeForm } from '#web/register/outcome-form.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { clearUnknown } from '#workflow/clear-unknown.ts'
import { type UnknownHere, unknownPage } from '#workflow/unknown-shown.ts'
import { AFTER_RESTORE, unknownHref } from './addresses.ts'
import { clearedInWords, whatInWords, whoseInWords } from './unknown-words.ts'

/** GET /service/after-restore/:line - one act that this database does not have. */
export const unknownLine: PageHandler = (request) =>
  reply(request, { values: {}, findings: [] }, 200)

/** POST /service/after-restore/:line */
export const unknownLinePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = fieldsOf(form)
  const id = params['line'] ?? ''
  const outcome = await clearUnknown.run(house, caller, key, { ...values, id })
  if (outcome.kind === 'done') return { kind: 'redirect', to: AFTER_RESTORE }
  if (outcome.status === 403) return refusalPage(outcome)
  return reply(request, { values, findings: outcome.findings }, outcome.status)
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await unknownPage(house, caller, { id: params['line'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { line } = shown
  const isOpen = line.outcome === null || line.outcome === 'to-enter'
  return {
    kind: 'page',
    status,
    title: whatInWords(line),
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={AFTER_RESTORE}>After a restore</BackLink>
        <h1 className="nhsuk-heading-l">{whatInWords(line)}</h1>
        <Facts line={line} />
        {isOpen && <Clear line={line} form={form} request={request} />}
      </>
    ),
  }
}

const Facts = ({ line }: { readonly line: UnknownHere }) => (
  <SummaryList
    rows={[
      { key: 'When', value: clinicalInstant(line.doneAt) },
      { key: 'By', value: line.byName ?? 'Not known here' },
      {
        key: 'Patient',
        value:
          line.patientId === null ? (
            whoseInWords(line)
          ) : (
            <a href={`/patients/${line.patientId}`}>{whoseInWords(line)}</a>
          ),
      },
      { key: 'What became of it', value: clearedInWords(line) || 'Not yet' },
    ]}
  />
)

type ClearProps = {
  readonly line: UnknownHere
  readonly form: TypedForm
  readonly request: PageRequest
}

const Clear = ({ line, form, request }: ClearProps) => (
  <OutcomeForm
    action={unknownHref(line.id)}
    form={form}
    request={request}
    legend="What becomes of it"
    words={RESTORE_OUTCOMES}
    note={{
      name: 'reason',
      label: 'How you know, in words',
      hint: 'Whom you asked, on which paper it is, what the patient takes now. No names.',
    }}
    button="Clear this line"
  />
)
