import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  readonly variant?: 'success'
  readonly title?: string
  /** The first line; further content follows it. */
  readonly heading: ReactNode
  readonly children?: ReactNode
}

const TITLE_ID = 'nhsuk-notification-banner-title'

/** What has just happened, or what to know about the whole page. */
export function NotificationBanner({ variant, title, heading, children }: Props) {
  const isSuccess = variant === 'success'
  const Heading = children ? 'h3' : 'p'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles it can have may be labelled
    <div
      className={classNames(
        'nhsuk-notification-banner',
        isSuccess && 'nhsuk-notification-banner--success',
      )}
      data-module="nhsuk-notification-banner"
      role={isSuccess ? 'alert' : 'region'}
      aria-labelledby={TITLE_ID}
    >
      <div className="nhsuk-notification-banner__header">
        <h2 className="nhsuk-notification-banner__title" id={TITLE_ID}>
          {title ?? (isSuccess ? 'Success' : 'Important')}
        </h2>
      </div>
      <div className="nhsuk-notification-banner__content">
        <Heading className="nhsuk-notification-banner__heading">{heading}</Heading>
        {children}
      </div>
    </div>
  )
}
