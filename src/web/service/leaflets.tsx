import { INDICATIONS } from '#clinical/indications.ts'
import { MEDICINES } from '#register/episode.ts'
import { LANGUAGE_WORDS, LEAFLET_LANGUAGE_WORDS } from '#register/languages.ts'
import { coverInWords, type Leaflet, medicineField, withdrawalOf } from '#register/leaflets.ts'
import { MEDICINE_WORDS } from '#register/plan-words.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import {
  ListField,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import {
  addLeaflet,
  type LeafletsShown,
  leafletsShown,
  withdrawLeaflet,
} from '#workflow/site-leaflets.ts'

const LEAFLETS = '/service/leaflets'

/** GET: every leaflet that is handed out here, and the forms to add and to withdraw one. */
export const leafletsPage: PageHandler = onlyFor('manage-leaflets', (request) =>
  shown(request, NOT_SENT, NOT_SENT, 200),
)

/** POST: a leaflet of the site's own; what was typed stays when it is refused. */
export const addLeafletPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await addLeaflet.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: LEAFLETS }
  if (outcome.status === 403) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, NOT_SENT, outcome.status)
}

/** POST: a leaflet that is handed out no more. */
export const withdrawLeafletPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await withdrawLeaflet.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: LEAFLETS }
  if (outcome.status === 403) return refusalPage(outcome)
  return shown(request, NOT_SENT, { values, findings: outcome.findings }, outcome.status)
}

async function shown(
  request: PageRequest,
  adding: TypedForm,
  withdrawing: TypedForm,
  status: number,
): Promise<PageReply> {
  const leaflets = await leafletsShown(request.house, request.caller, {})
  if (leaflets.kind === 'refused') return refusalPage(leaflets)
  return {
    kind: 'page',
    status,
    title: 'Leaflets',
    place: 'service',
    errors: [...adding.findings, ...withdrawing.findings],
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Leaflets for patients</h1>
        <p className="nhsuk-u-reading-width">
          Each is offered on the education page to whoever has its medicine, its indication and its
          language on record, and to nobody else.
        </p>
        <LeafletTable leaflets={leaflets} />
        <h2 className="nhsuk-heading-m">Add a leaflet</h2>
        <AddForm request={request} form={adding} />
        <h2 className="nhsuk-heading-m">Withdraw a leaflet</h2>
        <WithdrawForm request={request} form={withdrawing} leaflets={leaflets} />
      </>
    ),
  }
}

function LeafletTable({ leaflets }: { readonly leaflets: LeafletsShown }) {
  const { published, ours } = leaflets
  return (
    <Table
      caption="Published leaflets, and those of this site"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Leaflet' },
        { heading: 'For' },
        { heading: 'Language' },
        { heading: 'Version' },
        { heading: 'Handed out' },
      ]}
      rows={[...ours, ...published].map((leaflet) => ({
        key: leaflet.id,
        cells: [
          <Title key="title" leaflet={leaflet} />,
          coverInWords(leaflet),
          LANGUAGE_WORDS[leaflet.language],
          leaflet.version,
          standingOf(leaflet, leaflets),
        ],
      }))}
    />
  )
}

function Title({ leaflet: { title, publisher, address } }: { readonly leaflet: Leaflet }) {
  return (
    <>
      {address === '' ? title : <a href={address}>{title}</a>}
      <br />
      {publisher}
    </>
  )
}

/** Whether a leaflet is handed out here, and if not, why. */
function standingOf(
  leaflet: LeafletsShown['published'][number] | LeafletsShown['ours'][number],
  { withdrawn }: LeafletsShown,
): string {
  const gone = withdrawalOf(leaflet, withdrawn)
  if (gone !== undefined) return `No, withdrawn by ${gone.byName}: ${gone.reason}`
  if ('addedByName' in leaflet) return `Yes, added by ${leaflet.addedByName}`
  if (leaflet.status === 'verified') return `Yes. Source: ${leaflet.source}`
  return `No: ${leaflet.source}. Add it as your own when you have it before you.`
}

type FormProps = { readonly request: PageRequest; readonly form: TypedForm }

const INDICATION_WORDS = {
  any: 'Any indication',
  ...Object.fromEntries(INDICATIONS.map(({ id, label }) => [id, label])),
}

function AddForm({ request, form }: FormProps) {
  const ticked = Object.keys(form.values).filter((name) => form.values[name] === 'yes')
  return (
    <PostForm action={LEAFLETS} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
      <TextField form={form} name="title" label="Title, as printed" />
      <TextField form={form} name="publisher" label="Publisher" width={20} />
      <Checkboxes
        id="medicines"
        name="medicines"
        legend={{ text: 'Medicines that it is about', size: 's' }}
        small
        values={ticked}
        error={errorOf(form.findings, 'medicines')}
        choices={MEDICINES.map((medicine) => ({
          value: medicineField(medicine),
          text: MEDICINE_WORDS[medicine],
          attributes: { name: medicineField(medicine), value: 'yes' },
        }))}
      />
      <ListField
        form={form}
        name="indication"
        label="Indication that it is written for"
        words={INDICATION_WORDS}
        none="Choose"
      />
      <ListField
        form={form}
        name="language"
        label="Language"
        words={LEAFLET_LANGUAGE_WORDS}
        none="Choose"
      />
      <TextField form={form} name="version" label="Version or date, as printed" width={20} />
      <TextField
        form={form}
        name="address"
        label="Address at its publisher"
        hint="Starts with https://. Leave empty if it is only on paper"
      />
      <Button>Add leaflet</Button>
    </PostForm>
  )
}

function WithdrawForm({
  request,
  form,
  leaflets: { published, ours, withdrawn },
}: FormProps & { readonly leaflets: LeafletsShown }) {
  const standing = [...ours, ...published.filter(({ status }) => status === 'verified')]
  const words = Object.fromEntries(
    standing
      .filter((leaflet) => withdrawalOf(leaflet, withdrawn) === undefined)
      .map(({ id, title, version }) => [id, `${title}, ${version}`]),
  )
  return (
    <PostForm
      action={`${LEAFLETS}/withdraw`}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <ListField form={form} name="leaflet" label="Leaflet" words={words} none="Choose" />
      <NoteField form={form} name="reasonText" label="Why it is withdrawn" rows={2} />
      <Button variant="warning">Withdraw leaflet</Button>
    </PostForm>
  )
}
