import { londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { IdentityOn, InrTwice, WhenSampled } from '#web/patient/sample-fields.tsx'
import { ChoiceField, DayField, ListField, TextField } from '#web/register/typed-form.tsx'
import { enterFromPaper } from '#workflow/enter-from-paper.ts'
import { type PaperForm, paperForm } from '#workflow/from-paper.ts'
import type { Finding } from '#workflow/outcome.ts'
import { TOLD_ON_PAPER } from '#workflow/paper-typed.ts'
import { FROM_PAPER, paperEntryHref, paperFormHref } from './addresses.ts'
import { PaperAnswers } from './paper-answers.tsx'

/** GET /patients/:patientId/from-paper - the sheet of one visit, to be typed. */
export const paperFormShown: PageHandler = (request) => shown(request, [], 200)

/** POST /patients/:patientId/from-paper */
export const paperFormPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const fields = { ...fieldsOf(form), patientId: params['patientId'] ?? '' }
  const outcome = await enterFromPaper.run(house, caller, key, fields)
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  const { patientId = '', subject = '' } = outcome
  return { kind: 'redirect', to: paperEntryHref(patientId, subject) }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const asked = await paperForm(house, caller, { patientId: params['patientId'] ?? '' })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { patient } = asked
  return {
    kind: 'page',
    status,
    title: 'Enter a sheet from paper',
    place: 'none',
    banner: bannerOf(patient, londonDay(house.clock()), `/patients/${patient.id}`),
    errors: findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={FROM_PAPER}>Entered from paper</BackLink>
        <h1>Enter a sheet from paper</h1>
        <p>
          Type what stands on the sheet, and nothing else. The dose is what the clinician on the
          sheet decided. If somebody can be dosed in Evenkeel now, do that as a visit instead.
        </p>
        <Sheet request={request} asked={asked} findings={findings} />
      </div>
    ),
  }
}

const METHOD_WORDS = {
  'provider-meter': 'Meter of the clinic',
  laboratory: 'Laboratory',
  'own-meter': "Patient's meter",
}

type SheetProps = {
  readonly request: PageRequest
  readonly asked: PaperForm
  readonly findings: readonly Finding[]
}

function Sheet({ request, asked, findings }: SheetProps) {
  const form = { values: fieldsOf(request.form), findings }
  return (
    <PostForm action={paperFormHref(asked.patient.id)} csrf={request.csrf} requestKey={request.key}>
      <TextField
        form={form}
        name="sheet"
        label="Number on the sheet"
        hint="Like 2026-11-23-4"
        width={20}
      />
      <IdentityOn form={form} paper="sheet" />
      <h2 className="nhsuk-heading-m">What was measured</h2>
      <WhenSampled form={form} time="Time of the sample" />
      <InrTwice form={form} />
      <ListField
        form={form}
        name="method"
        label="How it was measured"
        words={METHOD_WORDS}
        none="Choose"
      />
      <TextField form={form} name="meter" label="Meter" width={20} />
      <TextField form={form} name="stripLot" label="Strip lot" width={10} />
      <PaperAnswers form={form} />
      <h2 className="nhsuk-heading-m">What was decided and told</h2>
      <TextField
        form={form}
        name="dailyDose"
        label="Dose told, mg a day"
        width={4}
        inputMode="decimal"
        suffix="mg"
      />
      <TextField
        form={form}
        name="omitDays"
        label="Days without a dose first"
        hint="Leave empty for none"
        width={2}
        inputMode="numeric"
      />
      <DayField form={form} name="nextTestOn" legend="Next test" />
      <ListField
        form={form}
        name="decidedBy"
        label="Who decided the dose"
        words={asked.people}
        none="Choose"
      />
      <ListField
        form={form}
        name="toldHow"
        label="How the patient was told"
        words={TOLD_ON_PAPER}
        none="Choose"
      />
      {errorOf(findings, 'sameAgain') !== undefined && (
        <ChoiceField
          form={form}
          name="sameAgain"
          legend="The same INR of that day was entered from paper before"
          words={{ yes: 'This is another test of that day' }}
        />
      )}
      <Button>Enter this sheet</Button>
    </PostForm>
  )
}
