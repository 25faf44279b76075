import type { PageAnswer } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import type { Arrival } from './arrival.ts'
import { type Door, pageAnswer } from './receive.ts'

type Onward = { readonly to: string; readonly title: string }

/**
 * A page that goes on by itself, without a script: for whoever comes from another site, to whose next request a browser would not give our
 * cookies yet, and for a form that ends at another site, which the policy of our pages forbids.
 */
export function onwardAnswer(door: Door, arrival: Arrival, onward: Onward): Response {
  const response = pageAnswer(door, arrival, { kind: 'none' }, onwardPage(onward))
  response.headers.set('refresh', `0; url=${onward.to}`)
  return response
}

const onwardPage = ({ to, title }: Onward): PageAnswer => ({
  kind: 'page',
  title,
  place: 'none',
  main: (
    <>
      <h1 className="nhsuk-heading-l">{title}</h1>
      <ButtonLink href={to}>Go on</ButtonLink>
    </>
  ),
})
