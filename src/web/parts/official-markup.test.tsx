import {
  type Context,
  content,
  printsOfficialMarkup,
  text,
  wording,
} from '#test/web/official-markup.tsx'
import { BackLink } from './back-link.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { Button, ButtonLink } from './button.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Fieldset } from './fieldset.tsx'
import { Hint } from './hint.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tag } from './tag.tsx'
import { WarningCallout } from './warning-callout.tsx'

const records = (option: unknown) => ((option ?? []) as readonly Context[]).filter(Boolean)
const level = (heading: unknown) => ((heading ?? {}) as Context).level as 1 | 2 | 3 | undefined
const option = <Value,>(name: string, value: Value | undefined | null) =>
  (value === undefined || value === null ? {} : { [name]: value }) as Record<string, Value>

printsOfficialMarkup('hint', 'nothing', (context) => <Hint>{content(context)}</Hint>)

printsOfficialMarkup('label', /caption|classes|custom-id|overriding/, (context) => (
  <Label htmlFor={undefined as unknown as string} wording={wording(context)} />
))

printsOfficialMarkup('error-message', /without visually hidden text|translations/, (context) => (
  <ErrorMessage>{content(context)}</ErrorMessage>
))

printsOfficialMarkup('fieldset', /HTML/, ({ legend }) => <Fieldset legend={wording(legend)} />)

printsOfficialMarkup('inset-text', 'nothing', (context) => (
  <InsetText>{context.text ? <p>{content(context)}</p> : content(context)}</InsetText>
))

printsOfficialMarkup('details', 'nothing', (context) => (
  <Details
    summary={content(context.summary)}
    open={context.open === true}
    expander={context.classes === 'nhsuk-expander'}
  >
    {content(context)}
  </Details>
))

printsOfficialMarkup('tag', /classes/, (context) => {
  const { colour, border } = context
  return (
    <Tag
      colour={colour === false ? 'none' : (colour as 'red' | undefined)}
      border={border !== false}
    >
      {content(context)}
    </Tag>
  )
})

printsOfficialMarkup('panel', /heading classes/, (context) => {
  const heading = context.heading as Context
  return (
    <Panel
      heading={content(heading)}
      {...option('headingSize', heading.size as 'm')}
      {...option('headingId', heading.id as string)}
      {...option('headingLevel', level(heading))}
      {...option('variant', context.variant as 'interruption')}
    >
      {content(context)}
    </Panel>
  )
})

printsOfficialMarkup(
  'notification-banner',
  /auto-focus|tabindex|heading class|overridden/,
  (context) => {
    const shared = {
      ...option('variant', context.variant as 'success'),
      ...option('title', text(context.title)),
    }
    if (context.text) return <NotificationBanner heading={content(context)} {...shared} />
    return (
      <NotificationBanner heading={content(context.heading)} {...shared}>
        {content(context)}
      </NotificationBanner>
    )
  },
)

printsOfficialMarkup('error-summary', /auto-focus|call block/, (context) => (
  <ErrorSummary
    heading={content(context.heading)}
    description={content(context.description)}
    errors={records(context.errorList).map(({ text, href }) => ({
      text: text as string,
      href: href as string | undefined,
    }))}
  />
))

printsOfficialMarkup('button', /icon|login|double click/, (context) => {
  const { variant, small, disabled, href } = context
  const look = { ...option('variant', variant as 'reverse'), ...option('small', small as boolean) }
  if (typeof href === 'string') {
    return (
      <ButtonLink href={href} {...look}>
        {content(context)}
      </ButtonLink>
    )
  }
  return (
    <Button disabled={disabled === true} {...look}>
      {content(context)}
    </Button>
  )
})

const actionsOf = (actions: unknown) =>
  records(Array.isArray(actions) ? actions : ((actions ?? {}) as Context).items).map(
    ({ href, text, visuallyHiddenText }) => ({
      href: href as string,
      text: text as string,
      of: visuallyHiddenText as string,
    }),
  )

printsOfficialMarkup('summary-list', /card|buttons|widths/, ({ rows, border, lastRowBorder }) => (
  <SummaryList
    border={border !== false}
    lastRowBorder={lastRowBorder !== false}
    rows={records(rows).map((row) => ({
      key: text(row.key) ?? '',
      value: content(row.value),
      border: row.border !== false,
      actions: actionsOf(row.actions),
    }))}
  />
))

printsOfficialMarkup('pagination', /numbered|deprecated|translations/, ({ previous, next }) => (
  <Pagination
    previous={previous as { href: string; label: string } | undefined}
    next={next as { href: string; label: string } | undefined}
  />
))

printsOfficialMarkup('skip-link', 'nothing', ({ href, text }) => (
  <SkipLink href={href as string} text={text as string} />
))

printsOfficialMarkup('back-link', /HTML|escaping|button/, (context) => (
  <BackLink href={context.href as string} isReverse={context.variant === 'reverse'}>
    {content(context)}
  </BackLink>
))

printsOfficialMarkup('breadcrumb', /attributes|reverse|button|custom/, ({ items }) => (
  <Breadcrumb places={(items ?? []) as readonly { href: string; text: string }[]} />
))

printsOfficialMarkup('warning-callout', /without heading/, (context) => (
  <WarningCallout heading={text(context.heading) ?? ''}>
    {context.text ? (
      <p className="nhsuk-card__description">{content(context)}</p>
    ) : (
      content(context)
    )}
  </WarningCallout>
))

const cells = (row: unknown) => records(row).map((cell) => content(cell))

printsOfficialMarkup(
  'tables',
  /reverse|sort|scrolling|card|width|missing data|word breaks|nowrap|with tags|custom HTML/,
  (context) => {
    const caption = context.caption as Context | string | undefined
    return (
      <Table
        caption={content(caption)}
        {...(typeof caption === 'object' && {
          ...option('captionSize', caption.size as 'm'),
          captionHidden: caption.classes === 'nhsuk-u-visually-hidden',
        })}
        firstCellIsHeader={context.firstCellIsHeader === true}
        compact={context.compact === true}
        responsive={context.responsive === true}
        striped={context.striped === true}
        border={context.border !== false}
        lastRowBorder={context.lastRowBorder !== false}
        columns={records(context.head).map((head) => ({
          heading: text(head) ?? '',
          numeric: head.format === 'numeric',
        }))}
        rows={records(context.rows).map((row, nth) => ({ key: `${nth}`, cells: cells(row) }))}
      />
    )
  },
)
