import { formFields } from '#test/http/visit-forms.ts'
import { type Browser, type Page, Unexpected } from './visit-browser.ts'

/** One person who is seen, and the clinician who sees them. */
export type NationalVisit = {
  readonly username: string
  /** Where the clinician sits: an address of their own. */
  readonly address: string
  readonly patientId: string
  /** What is typed to find them, and who is in the chair. */
  readonly who: string
  readonly identity: string
  readonly inr: string
}

export const STEPS = [
  'form of the sign-in',
  'sign-in',
  'front page',
  'search',
  'page of the patient',
  'suggestion',
  'save',
  'page of the dose',
  'print',
  'sign-out',
] as const
export type Step = (typeof STEPS)[number]

/** Runs one step and keeps how long it took. */
export type Timed = <T>(step: Step, work: () => Promise<T>) => Promise<T>

export async function signIn(
  browser: Browser,
  { username, password }: { readonly username: string; readonly password: string },
  timed: Timed,
): Promise<void> {
  await timed('form of the sign-in', () => browser.get('/sign-in'))
  const fields = { username, password, next: '/' }
  await timed('sign-in', () => browser.submit('/sign-in', fields))
}

/** From the front page to the printed dose, as somebody does it who sees one patient. */
export async function see(browser: Browser, visit: NationalVisit, timed: Timed): Promise<void> {
  await timed('front page', () => browser.get('/'))
  const register = await browser.get('/register')
  const found = await timed('search', () =>
    browser.ask('/register/find', {
      ...formFields(register, '/register/find'),
      who: visit.who,
    }),
  )
  const path = `/patients/${visit.patientId}`
  if (!found.text.includes(path)) throw new Unexpected(`${visit.who} was not found`)
  const patient = await timed('page of the patient', () => browser.get(path))
  const dose = await saveDose(browser, visit, patient, timed)
  await timed('page of the dose', () => browser.get(dose))
  const pdf = await timed('print', () => browser.get(`${dose}/page.pdf`))
  if (!pdf.text.startsWith('%PDF')) throw new Unexpected('what was printed is no PDF')
}

async function saveDose(browser: Browser, visit: NationalVisit, patient: Page, timed: Timed) {
  const action = `/patients/${visit.patientId}/visit`
  const typed = {
    identity: visit.identity,
    nothingToReport: 'yes',
    inr: visit.inr,
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
  }
  const suggested = await timed('suggestion', () =>
    browser.ask(action, { ...formFields(patient, action), ...typed, step: 'suggest' }),
  )
  return await timed('save', () =>
    browser.submit(action, { ...formFields(suggested, action), step: 'accept' }),
  )
}

export async function signOut(browser: Browser, timed: Timed): Promise<void> {
  const account = await browser.get('/account')
  await timed('sign-out', () => browser.submit('/sign-out', formFields(account, '/sign-out')))
}
