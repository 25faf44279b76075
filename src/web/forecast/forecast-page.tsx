import { clinicalDate, day } from '#base/day.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { NOT_SHOWN } from '#kinetics/not-shown.ts'
import { accuracyOf, LEAST_OF_SITE } from '#kinetics/walk-forward.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { CheckForm, WithdrawForm } from '#web/protocols/check-form.tsx'
import { CheckHistory } from '#web/protocols/check-history.tsx'
import { checkPosted, withdrawPosted } from '#web/protocols/check-posts.ts'
import { linkedFindings } from '#web/register/typed-form.tsx'
import { type ForecastShown, forecastShown } from '#workflow/forecast-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import { FORECAST } from './addresses.ts'
import { accuracyInWords } from './forecast-words.ts'

/** What the second opinion is, how well it has done here, and the switch. */
export const forecastPage: PageHandler = (request) => page(request, {}, [])

const CHECKED = { idIn: () => FORECAST_MODEL.id, hrefOf: () => FORECAST, page }

/** Switches it on: with who has checked it against what, and why. */
export const forecastCheckPosted = checkPosted(CHECKED)

/** Switches it off again. */
export const forecastWithdrawPosted = withdrawPosted(CHECKED)

type Typed = Readonly<Record<string, string>>

async function page(
  request: PageRequest,
  typed: Typed,
  findings: readonly Finding[],
  status = 200,
): Promise<PageReply> {
  const shown = await forecastShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { model, checks } = shown
  return {
    kind: 'page',
    status,
    title: model.name,
    place: 'service',
    errors: linkedFindings(findings, ['checkedOn']),
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">{model.name}</h1>
        <p className="nhsuk-u-reading-width">
          A second opinion beside a suggested dose: what this patient’s own INRs foretell of the
          next one, with an interval that is to hold it four times in five. The dose stays the
          protocol’s: no dose, no test and no alarm ever follows from a forecast.
        </p>
        <Facts shown={shown} />
        <Limits />
        <h2>Who switched it on or off, and why</h2>
        <CheckHistory version={model.version} checks={checks} />
        <Switch request={request} shown={shown} typed={typed} findings={findings} />
      </>
    ),
  }
}

function Facts({ shown: { model, standing, accuracy } }: { readonly shown: ForecastShown }) {
  const isOn = standing === 'checked'
  return (
    <SummaryList
      rows={[
        {
          key: 'At this site',
          value: <Tag colour={isOn ? 'blue' : 'grey'}>{isOn ? 'On' : 'Off'}</Tag>,
        },
        { key: 'Status', value: 'Unverified: no series of real patients was compared with it' },
        { key: 'Source', value: model.source },
        { key: 'Version', value: model.version },
        { key: 'How well it would have done here', value: hereInWords(accuracy) },
      ]}
    />
  )
}

function hereInWords(accuracy: ForecastShown['accuracy']): string {
  if (accuracy === null) return accuracyInWords('not-known')
  const { sinceOn, onDate, people } = accuracy
  const span = `${clinicalDate(day(sinceOn))} to ${clinicalDate(day(onDate))}`
  const of = people === 1 ? '1 patient' : `${people} patients`
  return `${span}, ${of}: ${accuracyInWords(accuracyOf(accuracy, LEAST_OF_SITE))}`
}

const Limits = () => (
  <div className="nhsuk-u-reading-width">
    <h2>When no forecast is shown</h2>
    <p>The reason stands in its place where one of these is so:</p>
    <ul className="nhsuk-list nhsuk-list--bullet">
      {Object.entries(NOT_SHOWN).map(([code, words]) => (
        <li key={code}>{words}</li>
      ))}
    </ul>
    <h2>What it cannot say</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>
        It was made and tried on invented people: no open series of doses and INRs of real patients
        is known. That it does any good has not been shown.
      </li>
      <li>
        It takes a dose as taken from the day on which it was told, and knows nothing of what nobody
        reported.
      </li>
      <li>
        More than two weeks ahead it is no better than taking the last INR for the next: that stands
        beside it, and its interval is wider there.
      </li>
      <li>
        Its accuracy is that on the record as it stands now: each forecast is made again from the
        tests before, by the rules above, for the day of the test that followed. At this site it is
        of people in treatment now: those who left, or died, are not in it.
      </li>
      <li>
        CYP2C9 and VKORC1 are used where a laboratory’s report of them stands among the patient’s
        measurements, from the day of the report. Otherwise, and where two reports differ, they are
        taken as not known.
      </li>
    </ul>
  </div>
)

function Switch(props: {
  readonly request: PageRequest
  readonly shown: ForecastShown
  readonly typed: Typed
  readonly findings: readonly Finding[]
}) {
  const { shown, ...form } = props
  if (!exists('record-protocol-check', form.request.visitor.role)) return null
  if (shown.standing === 'checked') {
    return (
      <>
        <h3>Switch it off</h3>
        <WithdrawForm
          {...form}
          action={FORECAST}
          hint="No forecast is shown from now on. What was shown before stays with each decision."
        />
      </>
    )
  }
  return (
    <>
      <h3>Switch it on</h3>
      <p className="nhsuk-u-reading-width">
        It is on once the check against its source is recorded, and for this version only.
      </p>
      <CheckForm
        {...form}
        action={FORECAST}
        version={shown.model.version}
        enables="A forecast stands beside each suggested dose from now on."
      />
    </>
  )
}
