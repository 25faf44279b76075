import { clinicalInstant } from '#base/day.ts'
import { specificationTexts } from '#contract/edited-specification.ts'
import { SpecificationSections } from '#web/contract/specification-sections.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { HiddenField, linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import { saveSpecification } from '#workflow/prepare-specification.ts'
import { type SpecificationDraft, specificationShown } from '#workflow/specifications-shown.ts'
import { draftHref, previewHref, SPECIFICATIONS } from './addresses.ts'
import { commissionerPage } from './commissioner-page.tsx'
import { ComponentRows, Service, Terms } from './specification-fields.tsx'
import { QualityRows, QuestionRows } from './specification-rows.tsx'

const BACK = { href: SPECIFICATIONS, text: 'Specifications' }
const DATES = ['from', 'to']

/** GET /commissioner/specifications/:draft: a draft to be changed, or what was issued to be read. */
export const specificationPage: PageHandler = (request) => shownPage(request, undefined, 200)

/** POST: the draft is saved; what was typed stays where something is wrong. */
export const specificationPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const draftId = params['draft'] ?? ''
  const values = { ...fieldsOf(form), draftId }
  const outcome = await saveSpecification.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: previewHref(draftId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  typed: TypedForm | undefined,
  status: number,
): Promise<PageReply> {
  const question = { draftId: request.params['draft'] ?? '' }
  const shown = await specificationShown(request.house, request.caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { draft } = shown
  const known = { place: 'specifications', back: BACK } as const
  if (draft.issuedVersion !== null) {
    const { title } = draft.document
    const errors = typed?.findings ?? []
    return commissionerPage({ ...known, title, status, errors }, <Issued draft={draft} />)
  }
  const form = typed ?? { values: valuesOf(draft), findings: [] }
  return commissionerPage(
    {
      ...known,
      title: `Draft: ${draft.document.title}`,
      status,
      errors: linkedFindings(form.findings, DATES),
    },
    <DraftForm request={request} form={form} draft={draft} />,
  )
}

const valuesOf = ({ version, document }: SpecificationDraft): TypedForm['values'] => ({
  ...specificationTexts(document),
  version: `${version}`,
})

type DraftProps = { readonly draft: SpecificationDraft }

/** What was issued, as a provider reads it. */
function Issued({ draft: { document, issuedHash, issuedAt, issuedVersion } }: DraftProps) {
  return (
    <>
      <InsetText>
        <p>
          Issued as version {issuedVersion}
          {issuedAt === null ? '' : ` on ${clinicalInstant(issuedAt)}`}. It is not changed any more.
          It is shown here as a general practice reads it.
        </p>
      </InsetText>
      <SpecificationSections released={{ document, hash: issuedHash ?? '' }} kind="gp-practice" />
    </>
  )
}

type FormProps = DraftProps & { readonly request: PageRequest; readonly form: TypedForm }

function DraftForm({ request: { csrf, key }, form, draft }: FormProps) {
  return (
    <>
      <p>
        {draft.document.id}. Saved {clinicalInstant(draft.savedAt)}, {draft.savedByName}.{' '}
        <a href={previewHref(draft.id)}>What it would have paid and asked</a>
      </p>
      <PostForm action={draftHref(draft.id)} csrf={csrf} requestKey={key}>
        <HiddenField form={form} name="version" />
        <Service form={form} />
        <ComponentRows form={form} />
        <Terms form={form} />
        <QualityRows form={form} />
        <QuestionRows form={form} />
        <Button>Save and preview</Button>
      </PostForm>
    </>
  )
}
