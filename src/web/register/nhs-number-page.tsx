import { clinicalInstant, londonDay } from '#base/day.ts'
import { formatNhsNumber, parseNhsNumber } from '#register/nhs-number.ts'
import { isNumberChangeReason, NUMBER_CHANGE_WORDS } from '#register/number-change.ts'
import { NHS_ABSENT_WORDS, nhsWords } from '#register/patient-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientRecord, type ShownPatient } from '#workflow/patient-record.ts'
import { proposeNhsNumber } from '#workflow/propose-nhs-number.ts'
import { settleNhsNumber } from '#workflow/settle-nhs-number.ts'
import { patientIn } from './address.ts'
import { ChoiceField, ListField, NoteField, TextField, type TypedForm } from './typed-form.tsx'

/** The NHS number of a person: a proposal to change it, or the proposal that waits for a second person. */
export const nhsNumberPage: PageHandler = async (request) =>
  page(request, { values: {}, findings: [] })

/** Proposes a number, or settles the proposal that waits. */
export const saveNhsNumberPage: PageHandler = async (request) => {
  const { house, caller, key, params } = request
  const typed = fieldsOf(request.form)
  const patientId = patientIn(params)
  const act = 'changeId' in typed ? settleNhsNumber : proposeNhsNumber
  const outcome = await act.run(house, caller, key, { ...typed, patientId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${patientId}/details` }
  return page(request, { values: typed, findings: outcome.findings }, outcome.status)
}

async function page(request: PageRequest, form: TypedForm, status = 200): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await patientRecord(house, caller, { patientId: patientIn(params) })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { patient, openChange } = shown
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Change NHS number',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    errors: form.findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={`${home}/details`} />
        <h1>Change NHS number</h1>
        <PostForm action={`${home}/nhs-number`} csrf={request.csrf} requestKey={request.key}>
          {openChange === undefined ? (
            <Proposal form={form} now={nhsWords(patient.details)} />
          ) : (
            <Settlement form={form} change={openChange} />
          )}
        </PostForm>
      </div>
    ),
  }
}

function Proposal({ form, now }: { readonly form: TypedForm; readonly now: string }) {
  return (
    <>
      <p>
        On record: <strong>{now}</strong>. A second person compares both records and confirms the
        change. Until then the number stays.
      </p>
      <TextField form={form} name="nhsNumber" label="New NHS number" width={10} code />
      <TextField
        form={form}
        name="nhsNumberAgain"
        label="New NHS number, once more"
        width={10}
        code
      />
      <ListField
        form={form}
        name="nhsAbsentReason"
        label="If there is no NHS number, why"
        words={NHS_ABSENT_WORDS}
        none="There is a number"
      />
      <ChoiceField
        form={form}
        name="reason"
        legend="Why it is changed"
        words={NUMBER_CHANGE_WORDS}
      />
      <NoteField form={form} name="note" label="How you know" rows={2} />
      <Button>Propose the change</Button>
    </>
  )
}

type Change = NonNullable<ShownPatient['openChange']>

const DECISIONS = {
  confirmed: 'I have compared the records, and the new number is right',
  declined: 'The change is not right',
}

function Settlement({ form, change }: { readonly form: TypedForm; readonly change: Change }) {
  const { reason, note } = change
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Number on record', value: numberWords(change.oldNumber) },
          { key: 'Proposed', value: proposedWords(change) },
          {
            key: 'Why',
            value: isNumberChangeReason(reason) ? NUMBER_CHANGE_WORDS[reason] : reason,
          },
          { key: 'How they know', value: note === '' ? 'Not recorded' : note },
          { key: 'By', value: `${change.proposedByName}, ${clinicalInstant(change.proposedAt)}` },
        ]}
      />
      <input type="hidden" name="changeId" value={change.id} />
      <ChoiceField
        form={form}
        name="decision"
        legend="Is the new number right?"
        {...(!change.maySettle && {
          hint: 'You proposed this change, so another person must confirm it. You may take it back.',
        })}
        words={change.maySettle ? DECISIONS : { declined: 'Take the proposal back' }}
      />
      <Button>Save</Button>
    </>
  )
}

function numberWords(digits: string): string {
  const parsed = parseNhsNumber(digits)
  return parsed.kind === 'refused' ? digits : formatNhsNumber(parsed.nhsNumber)
}

/** The number proposed, or why there shall be none. */
export function proposedWords({ newNumber, absentReason }: Omit<Change, 'maySettle'>): string {
  if (newNumber !== null) return numberWords(newNumber)
  return absentReason === null ? 'None' : `None: ${NHS_ABSENT_WORDS[absentReason]}`
}
