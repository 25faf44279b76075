import type { ReactNode } from 'react'
import type { PageAnswer } from '#web/page.ts'

/** A page that says why there is not what was asked for, and where to go from here. */
export function troublePage(trouble: {
  readonly status: number
  readonly title: string
  readonly children: ReactNode
}): PageAnswer {
  return {
    kind: 'page',
    status: trouble.status,
    title: trouble.title,
    place: 'none',
    main: (
      <>
        <h1 className="nhsuk-heading-l">{trouble.title}</h1>
        {trouble.children}
      </>
    ),
  }
}

export const notFoundPage = (): PageAnswer =>
  troublePage({
    status: 404,
    title: 'There is no such page',
    children: (
      <p>
        Check the address, or start again from <a href="/">Today</a>.
      </p>
    ),
  })

export const wrongMethodPage = (): PageAnswer =>
  troublePage({
    status: 405,
    title: 'This page cannot be used that way',
    children: (
      <p>
        Nothing was saved. Start again from <a href="/">Today</a>.
      </p>
    ),
  })

export const forgedPage = (): PageAnswer =>
  troublePage({
    status: 403,
    title: 'This was not sent from your own page',
    children: (
      <p>
        Nothing was saved. The form was sent from another site, or from a page that was opened
        before you signed in. Open the page again and send it from there.
      </p>
    ),
  })

export const unreadablePage = (status: 400 | 413 | 415, message: string): PageAnswer =>
  troublePage({
    status,
    title: 'This could not be read',
    children: <p>Nothing was saved. {message}</p>,
  })

export const identifierInAddressPage = (): PageAnswer =>
  troublePage({
    status: 400,
    title: 'No NHS number in an address',
    children: (
      <p>Addresses are kept in histories and logs. Find the patient with the search box instead.</p>
    ),
  })

export const brokenPage = (requestId: string): PageAnswer =>
  troublePage({
    status: 500,
    title: 'Something went wrong',
    children: (
      <>
        <p>
          It is not certain that what you did was saved. Open the patient's page and look before you
          do it again.
        </p>
        <p>
          Tell your administrator this number: <code>{requestId}</code>
        </p>
      </>
    ),
  })
