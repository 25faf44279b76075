import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type SiteTextsShown, siteTextsShown } from '#workflow/site-texts.ts'
import { alarmTextHref } from './addresses.ts'

const TITLE = 'Our own words beside the alarms'

/** GET /service/alarm-texts - every alarm, and whether this site says something beside its published action. */
export const textsPage: PageHandler = async ({ house, caller }) => {
  const shown = await siteTextsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: TITLE,
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">{TITLE}</h1>
        <p className="nhsuk-u-reading-width">
          Whom to telephone, where the vitamin K is, what is done out of hours. The published action
          is always shown; what you write stands beside it, when another prescriber has agreed.
        </p>
        <Table
          caption="Alarms"
          captionHidden
          compact
          responsive
          columns={[{ heading: 'Alarm' }, { heading: 'Our own words' }]}
          rows={shown.alarms.map(({ code, title }) => ({
            key: code,
            cells: [
              <a key="alarm" href={alarmTextHref(code)}>
                {title}
              </a>,
              <Standing key="text" shown={shown} code={code} />,
            ],
          }))}
        />
      </>
    ),
  }
}

function Standing({ shown, code }: { readonly shown: SiteTextsShown; readonly code: string }) {
  const own = shown.texts.filter((text) => text.code === code)
  const [newest] = own
  const inForce = own.find(({ agreedAt }) => agreedAt !== null)
  return (
    <>
      {inForce === undefined || inForce.says === '' ? 'none' : `version ${inForce.version}`}{' '}
      {newest !== undefined && newest.agreedAt === null && (
        <Tag colour="yellow">Waits for a second person</Tag>
      )}
    </>
  )
}
