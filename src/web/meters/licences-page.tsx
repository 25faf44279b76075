import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { LICENCE_KINDS } from '#contract/licence.ts'
import { LEVELS } from '#contract/specification.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import {
  DayField,
  ListField,
  linkedFindings,
  NOT_SENT,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { giveUpLicence, recordLicence, renewLicence } from '#workflow/keep-licences.ts'
import { type LevelStop, type LicencesShown, licencesShown } from '#workflow/licences-shown.ts'
import { LICENCES, licenceHref } from './addresses.ts'

/** GET /service/licences: what the service needs besides people and meters, and until when it holds. */
export const licencesPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

const STEPS = { record: recordLicence, renew: renewLicence, 'give-up': giveUpLicence } as const

/** POST: a licence is recorded, renewed or given up. */
export const licencesPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const { deed: _, ...values } = fieldsOf(form)
  const deed = field(form, 'deed')
  const step = deed === 'renew' || deed === 'give-up' ? deed : 'record'
  const outcome = await STEPS[step].run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: LICENCES }
  if (outcome.status === 403) return refusalPage(outcome)
  const typed = { values: { ...values, deed: step }, findings: outcome.findings }
  return shownPage(request, typed, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const shown = await licencesShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: 'Licences',
    place: 'service',
    errors: linkedFindings(form.findings, ['from', 'until']),
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Licences</h1>
        <p className="nhsuk-u-reading-width">
          What the service needs besides people and meters. One that ends within 30 days is on the
          front page. After its end the levels that need it are not provided: nobody is dosed on a
          meter of this site without one that level 4 needs, and nobody is taken on at that level.
        </p>
        <Stops stops={shown.stops} />
        <Held shown={shown} />
        {shown.mayManage && <Forms request={request} shown={shown} form={form} />}
      </>
    ),
  }
}

/** The levels that are not provided now. */
export function Stops({ stops }: { readonly stops: readonly LevelStop[] }) {
  if (stops.length === 0) return null
  return (
    <WarningCallout heading="Not provided today">
      <ul>
        {stops.map(({ level, because }) => (
          <li key={level}>
            Level {level}: {because.join('; ')}
          </li>
        ))}
      </ul>
    </WarningCallout>
  )
}

function Held({ shown: { licences, today, mayManage } }: { readonly shown: LicencesShown }) {
  if (licences.length === 0) return <p>None is recorded.</p>
  return (
    <Table
      caption="Licences, those that end first at first"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Licence' },
        { heading: 'Levels that need it' },
        { heading: 'From and to' },
        { heading: 'Today' },
        { heading: 'Recorded' },
        { heading: 'Change', hidden: true },
      ]}
      rows={licences.map((one) => ({
        key: one.id,
        cells: [
          `${one.name} (${LICENCE_KINDS[one.kind]})${one.reference === '' ? '' : `, ${one.reference}`}`,
          one.levels.length === 0 ? 'none' : one.levels.join(', '),
          `${clinicalDate(one.from)} to ${clinicalDate(one.until)}`,
          standingOf(one, today),
          `${one.byName}, ${clinicalInstant(one.at)}`,
          mayManage && one.standing === 'held' && (
            <a href={licenceHref(one.id)}>
              Renew or give up<span className="nhsuk-u-visually-hidden"> {one.name}</span>
            </a>
          ),
        ],
      }))}
    />
  )
}

function standingOf(
  { standing, until, from, reason }: LicencesShown['licences'][number],
  today: string,
) {
  if (standing === 'given-up') return `No longer needed: ${reason}`
  if (until < today) return <Tag colour="red">Run out</Tag>
  return from > today ? <Tag colour="yellow">To come</Tag> : <Tag colour="green">In date</Tag>
}

type FormProps = {
  readonly request: PageRequest
  readonly shown: LicencesShown
  readonly form: TypedForm
}

/** The forms of one licence, where one was chosen; else that of a new one. */
function Forms({ request, shown, form }: FormProps) {
  const asked = form.values['licenceId'] ?? request.query.get('licence')
  const chosen = shown.licences.find(({ id, standing }) => id === asked && standing === 'held')
  return chosen === undefined ? (
    <Add request={request} form={form} />
  ) : (
    <Change request={request} licence={chosen} form={form} />
  )
}

type ChangeProps = Omit<FormProps, 'shown'> & {
  readonly licence: LicencesShown['licences'][number]
}

function Change({ request: { csrf, key }, licence: { id, version, name }, form }: ChangeProps) {
  const which = (
    <>
      <input type="hidden" name="licenceId" value={id} />
      <input type="hidden" name="version" value={`${version}`} />
    </>
  )
  return (
    <>
      <h2 className="nhsuk-heading-m">{name}</h2>
      <PostForm action={LICENCES} csrf={csrf} requestKey={key} className="evk-narrow">
        <input type="hidden" name="deed" value="renew" />
        {which}
        <DayField form={form} name="until" legend="Holds now until" />
        <Button>Renew</Button>
      </PostForm>
      <PostForm action={LICENCES} csrf={csrf} requestKey={key} className="evk-narrow">
        <input type="hidden" name="deed" value="give-up" />
        {which}
        <TextField form={form} name="reason" label="Why it is no longer needed" />
        <Button variant="secondary">Give up</Button>
      </PostForm>
    </>
  )
}

const ofLevel = (level: number): string => `level-${level}`

function Add({ request: { csrf, key }, form }: Omit<FormProps, 'shown'>) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Record a licence</h2>
      <PostForm action={LICENCES} csrf={csrf} requestKey={key} className="evk-narrow">
        <input type="hidden" name="deed" value="record" />
        <ListField form={form} name="kind" label="Kind" words={LICENCE_KINDS} none="Choose" />
        <TextField form={form} name="name" label="What it is called, and who issued it" />
        <TextField form={form} name="reference" label="Number or reference" width={20} />
        <Checkboxes
          id="levels"
          name="levels"
          legend={{ text: 'Levels that are not provided without it', size: 's' }}
          small
          values={LEVELS.map(ofLevel).filter((level) => form.values[level] === 'yes')}
          choices={LEVELS.map((level) => ({
            value: ofLevel(level),
            text: `Level ${level}`,
            attributes: { name: ofLevel(level), value: 'yes' },
          }))}
        />
        <DayField form={form} name="from" legend="Holds from" />
        <DayField form={form} name="until" legend="Holds until" />
        <Button>Record the licence</Button>
      </PostForm>
    </>
  )
}
