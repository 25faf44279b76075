import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { ListField, NOT_SENT, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { startSpecification } from '#workflow/prepare-specification.ts'
import { specificationKey } from '#workflow/specifications-held.ts'
import { type SpecificationsShown, specificationsShown } from '#workflow/specifications-shown.ts'
import { draftHref, SPECIFICATIONS } from './addresses.ts'
import { commissionerPage } from './commissioner-page.tsx'

/** GET /commissioner/specifications: what this commissioner writes and has issued, and the beginning of another. */
export const specificationsPage: PageHandler = (request) => listPage(request, NOT_SENT, 200)

/** POST: a draft begins. */
export const specificationsPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await startSpecification.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: draftHref(outcome.subject ?? '') }
  if (outcome.status === 403) return refusalPage(outcome)
  return listPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function listPage(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const shown = await specificationsShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return commissionerPage(
    { title: 'Specifications', place: 'specifications', status, errors: form.findings },
    <>
      <p className="nhsuk-u-reading-width">
        A specification says what a service is paid for, what is returned and when, and what is
        asked. A draft can be changed; what is issued stays as it is, every provider can read it,
        and a change is its next version.
      </p>
      {shown.drafts.length > 0 && <Drafts shown={shown} />}
      <StartForm request={request} form={form} shown={shown} />
    </>,
  )
}

type Props = { readonly shown: SpecificationsShown }

function Drafts({ shown: { drafts } }: Props) {
  return (
    <Table
      caption="Of this organisation, the newest first"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Service' },
        { heading: 'Name' },
        { heading: 'For' },
        { heading: 'State' },
        { heading: 'Saved' },
      ]}
      rows={drafts.map(({ id, document, issuedVersion, issuedAt, savedAt, savedByName }) => ({
        key: id,
        cells: [
          <a key="open" href={draftHref(id)}>
            {document.title}
          </a>,
          document.id,
          `${clinicalDate(document.period.from)} to ${clinicalDate(document.period.to)}`,
          issuedVersion === null ? (
            <Tag key="state" colour="yellow">
              Draft
            </Tag>
          ) : (
            <Tag key="state" colour="green">{`Issued, version ${issuedVersion}`}</Tag>
          ),
          `${clinicalInstant(issuedAt ?? savedAt)}, ${savedByName}`,
        ],
      }))}
    />
  )
}

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

function StartForm({ request: { csrf, key }, form, shown: { bases } }: FormProps) {
  const words = Object.fromEntries(
    bases.map((each) => [
      specificationKey(each),
      `${each.document.title}, ${each.document.commissioner}, version ${each.document.version}`,
    ]),
  )
  return (
    <PostForm action={SPECIFICATIONS} csrf={csrf} requestKey={key} className="evk-narrow">
      <h2 className="nhsuk-heading-m">Begin a specification</h2>
      <ListField
        form={form}
        name="base"
        label="Begin with a copy of"
        hint="Of one that you issued, this begins the next version."
        words={words}
        none="Choose"
      />
      <TextField
        form={form}
        name="shortName"
        label="Short name (not for a next version)"
        hint="Small letters, digits and hyphens, like warfarin-2027-28"
        width={20}
      />
      <Button>Begin a draft</Button>
    </PostForm>
  )
}
