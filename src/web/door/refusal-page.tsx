import type { PageAnswer } from '#web/page.ts'
import type { Refused } from '#workflow/outcome.ts'
import { troublePage } from './trouble.tsx'

const TITLES: Readonly<Partial<Record<Refused['status'], string>>> = {
  403: 'You may not do this',
  404: 'Not in your register',
  409: 'This cannot be done now',
  412: 'Changed meanwhile',
}

/** What a page answers when its view, or its act, is refused as a whole and there is no form to show again. */
export const refusalPage = (refusal: Refused): PageAnswer =>
  troublePage({
    status: refusal.status,
    title: TITLES[refusal.status] ?? 'This could not be done',
    children: refusal.findings.map(({ code, message }) => <p key={code}>{message}</p>),
  })
