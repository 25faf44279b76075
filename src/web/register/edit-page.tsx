import type { ReactNode } from 'react'
import { londonDay } from '#base/day.ts'
import { typedPatient } from '#register/patient-typed.ts'
import { type Difference, nhsWords } from '#register/patient-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { editPatient } from '#workflow/edit-patient.ts'
import { patientHistory } from '#workflow/patient-history.ts'
import { patientRecord, type ShownPatient } from '#workflow/patient-record.ts'
import { patientIn } from './address.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { FurtherFields, IdentityFields, NhsNumberFields } from './patient-fields.tsx'
import { HiddenField, linkedFindings, TextField, type TypedForm } from './typed-form.tsx'

/** A person's details, as they stand, to be changed. */
export const editPatientPage: PageHandler = async (request) => {
  const shown = await opened(request)
  if (shown.kind === 'refused') return refusalPage(shown)
  const values = { ...typedPatient(shown.patient.details), version: `${shown.patient.version}` }
  return page(request, shown, { values, findings: [] })
}

/** Saves the change, or shows the form again with what was typed and what is in the way. */
export const savePatientPage: PageHandler = async (request) => {
  const typed = fieldsOf(request.form)
  const { patientId = '' } = request.params
  const { house, caller, key } = request
  const outcome = await editPatient.run(house, caller, key, { ...typed, patientId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${patientId}/history` }

  const shown = await opened(request)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { findings, status } = outcome
  const { version = '' } = typed
  const changed = status === 412 ? await changedSince(request, Number(version)) : []
  const values = { ...typed, version: `${shown.patient.version}` }
  return page(request, shown, { values, findings }, { status, changed })
}

const opened = ({ house, caller, params }: PageRequest) =>
  patientRecord(house, caller, { patientId: patientIn(params) })

/** What others changed after the version that this person had opened: the oldest words and the newest. */
async function changedSince(
  { house, caller, params }: PageRequest,
  version: number,
): Promise<readonly Difference[]> {
  const history = await patientHistory(house, caller, { patientId: patientIn(params) })
  if (history.kind === 'refused') return []
  const newestFirst = history.versions.filter((entry) => entry.version > version)
  const byField = new Map<string, Difference>()
  for (const change of newestFirst.flatMap(({ changed }) => changed)) {
    const later = byField.get(change.field)
    byField.set(change.field, { ...change, after: later?.after ?? change.after })
  }
  return [...byField.values()]
}

type Trouble = { readonly status: number; readonly changed: readonly Difference[] }

const DATES = ['dateOfBirth', 'dateOfBirthAgain', 'contactVerifiedOn']

function page(
  request: PageRequest,
  { patient, openChange }: ShownPatient,
  form: TypedForm,
  trouble: Trouble = { status: 200, changed: [] },
): PageReply {
  const home = `/patients/${patient.id}`
  const { nhs } = patient.details
  return {
    kind: 'page',
    status: trouble.status,
    title: 'Change details',
    place: 'register',
    banner: bannerOf(patient, londonDay(request.house.clock()), home),
    errors: linkedFindings(form.findings, DATES),
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={home} />
        <h1>Change details</h1>
        <PostForm
          action={`${home}/details`}
          csrf={request.csrf}
          requestKey={request.key}
          draftPatient={patient.id}
        >
          <ChangedMeanwhile changed={trouble.changed} typed={form.values} />
          <HiddenField form={form} name="version" />
          <IdentityFields form={form}>
            {nhs.kind === 'none' ? (
              <NhsNumberFields form={form} />
            ) : (
              <RecordedNumber home={home} number={nhs.number} waits={openChange !== undefined}>
                {nhsWords(patient.details)}
              </RecordedNumber>
            )}
          </IdentityFields>
          <FurtherFields form={form} />
          <TextField
            form={form}
            name="changeReason"
            label="Why the record is changed"
            hint="For example, the patient told us a new address"
          />
          <Button>Save</Button>
        </PostForm>
      </div>
    ),
  }
}

type NumberProps = {
  readonly home: string
  readonly number: string
  readonly waits: boolean
  readonly children: ReactNode
}

/** A number that is recorded is changed on a page of its own, by two people. */
function RecordedNumber({ home, number, waits, children }: NumberProps) {
  return (
    <>
      <input type="hidden" name="nhsNumber" value={number} />
      <SummaryList
        rows={[
          {
            key: 'NHS number',
            value: waits ? <>{children} (a change waits for a second person)</> : children,
            actions: [{ href: `${home}/nhs-number`, text: 'Change', of: 'NHS number' }],
          },
        ]}
      />
    </>
  )
}
