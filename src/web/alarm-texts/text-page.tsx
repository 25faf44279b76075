import { clinicalInstant } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import { Lines } from '#web/patient/site-text.tsx'
import { StepForm } from '#web/rules/step-forms.tsx'
import { type Finding, notHere } from '#workflow/outcome.ts'
import { type AlarmText, siteTextsShown, type TextedAlarm } from '#workflow/site-texts.ts'
import { agreeToAlarmText, LONGEST_SITE_TEXT, writeAlarmText } from '#workflow/write-alarm-text.ts'
import { ALARM_TEXTS, alarmTextHref } from './addresses.ts'

/** GET /service/alarm-texts/:alarm - the published action, what the site says beside it, and its versions. */
export const textPage: PageHandler = (request) => page(request, undefined, [], 200)

export const textPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const code = params['alarm'] ?? ''
  const { says, seen = '' } = fieldsOf(form)
  const outcome =
    field(form, 'step') === 'agree'
      ? await agreeToAlarmText.run(house, caller, key, { code, seen })
      : await writeAlarmText.run(house, caller, key, { code, seen, says: says ?? '' })
  if (outcome.kind === 'done') return { kind: 'redirect', to: alarmTextHref(code) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return page(request, says, outcome.findings, outcome.status)
}

async function page(
  request: PageRequest,
  typed: string | undefined,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await siteTextsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const alarm = shown.alarms.find(({ code }) => code === params['alarm'])
  if (alarm === undefined) return refusalPage(notHere('alarm'))
  const texts = shown.texts.filter(({ code }) => code === alarm.code)
  return {
    kind: 'page',
    status,
    title: alarm.title,
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={ALARM_TEXTS}>Our own words beside the alarms</BackLink>
        <h1 className="nhsuk-heading-l">{alarm.title}</h1>
        <Published alarm={alarm} />
        <InForce texts={texts} />
        <Waiting texts={texts} me={shown.me} request={request} />
        <Write texts={texts} request={request} typed={typed} findings={findings} />
        <Versions texts={texts} />
      </>
    ),
  }
}

const Published = ({ alarm: { action } }: { readonly alarm: TextedAlarm }) => (
  <>
    <h2 className="nhsuk-heading-s">The published action, which is always shown</h2>
    <p className="nhsuk-u-reading-width">
      {action ?? 'Made of the day, the table and the doses of the start.'}
    </p>
  </>
)

type TextsProps = { readonly texts: readonly AlarmText[]; readonly request: PageRequest }

/** What is shown beside the alarm now, whatever newer text waits. */
function InForce({ texts }: Pick<TextsProps, 'texts'>) {
  const inForce = texts.find(({ agreedAt }) => agreedAt !== null)
  if (inForce === undefined) return <p>This site says nothing beside it.</p>
  return (
    <section>
      <h2 className="nhsuk-heading-s">In force at this site</h2>
      <InsetText>
        <Words says={inForce.says} />
      </InsetText>
    </section>
  )
}

const Words = ({ says }: Pick<AlarmText, 'says'>) =>
  says === '' ? <p>Nothing is said beside it.</p> : <Lines says={says} />

/** The newest text, and the second person's word while it waits for one. */
function Waiting({ texts, request, me }: TextsProps & { readonly me: string }) {
  const [newest] = texts
  if (newest === undefined || newest.agreedAt !== null) return null
  const mayAgree = newest.writtenBy !== me && exists('activate-rules', request.visitor.role)
  return (
    <section>
      <h2 className="nhsuk-heading-s">Waits for a second person: not in force</h2>
      <InsetText>
        <Words says={newest.says} />
      </InsetText>
      {mayAgree && (
        <StepForm request={request} action={alarmTextHref(newest.code)}>
          <input type="hidden" name="seen" value={String(newest.version)} />
          <Button name="step" value="agree">
            I have read it and agree
          </Button>
        </StepForm>
      )}
    </section>
  )
}

function Write(
  props: TextsProps & {
    readonly typed: string | undefined
    readonly findings: readonly Finding[]
  },
) {
  const { texts, request, typed, findings } = props
  if (!exists('propose-rules', request.visitor.role)) return null
  const [newest] = texts
  return (
    <StepForm request={request} action={alarmTextHref(request.params['alarm'] ?? '')}>
      <input type="hidden" name="seen" value={String(newest?.version ?? 0)} />
      <Textarea
        id="says"
        name="says"
        label="Write it anew"
        hint={`No more than ${LONGEST_SITE_TEXT} characters. Empty takes it away. Another prescriber agrees before it is shown.`}
        rows={6}
        value={typed ?? newest?.says ?? ''}
        error={errorOf(findings, 'says')}
      />
      <Button name="step" value="write" variant="secondary">
        Save for a second person
      </Button>
    </StepForm>
  )
}

function Versions({ texts }: Pick<TextsProps, 'texts'>) {
  if (texts.length === 0) return null
  return (
    <section>
      <h2 className="nhsuk-heading-s">All versions</h2>
      <ul className="nhsuk-list">
        {texts.map(({ version, says, writtenByName, writtenAt, agreedByName, agreedAt }) => (
          <li key={version}>
            <p className="nhsuk-hint nhsuk-u-margin-bottom-1">
              Version {version}: {writtenByName}, {clinicalInstant(writtenAt)}
              {agreedAt === null
                ? '; nobody has agreed'
                : `; agreed by ${agreedByName}, ${clinicalInstant(agreedAt)}`}
            </p>
            <Words says={says} />
          </li>
        ))}
      </ul>
    </section>
  )
}
