import { join } from 'node:path'
import type { BrowserContext, ConsoleMessage, Cookie, Page, Response } from 'playwright-core'
import type { Role } from '#access/policy.ts'
import { DEMONSTRATION_PASSWORD } from '#workflow/demonstration.ts'
import type { Practice } from './practice.ts'

/** A person of the practice in front of a screen of their own. */
export type AtTheScreen = {
  readonly page: Page
  /** How long the server took for each page it sent, in milliseconds; emptied by whoever begins to measure. */
  readonly answersMs: number[]
}

/** A page that has not come by then will not come. */
const LONGEST_WAIT_MS = 20_000
const DESK = { width: 1280, height: 800 }

/** What browsers complained of since it was last asked: scripts, policies, and requests that leave the practice. */
const complaints: string[] = []
const contexts: BrowserContext[] = []
/** Each role types its password once in a run; its later screens go on in the same session, as long as that lasts. */
const sessions = new Map<Role, readonly Cookie[]>()

/** Pictures of where everybody is when a journey breaks off. */
export async function pictures(folder: string): Promise<void> {
  for (const [nth, page] of contexts.flatMap((context) => context.pages()).entries()) {
    await page.screenshot({ path: join(folder, `broken-off-${nth}.png`), fullPage: true })
  }
}

/** Complaints of the journey that ends here; its screens are closed. */
export async function leaveTheScreens(): Promise<readonly string[]> {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
  return complaints.splice(0)
}

export async function signIn(
  practice: Practice,
  role: Role,
  options: { readonly scripts?: boolean } = {},
): Promise<AtTheScreen> {
  const context = await practice.browser.newContext({
    javaScriptEnabled: options.scripts ?? true,
    viewport: DESK,
    baseURL: practice.url,
  })
  context.setDefaultTimeout(LONGEST_WAIT_MS)
  contexts.push(context)
  const answersMs: number[] = []
  const page = await context.newPage()
  page.on('console', noteComplaint)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== practice.url) complaints.push(`left: ${request.url()}`)
  })
  page.on('response', (response) => noteAnswer(response, answersMs))
  await context.addCookies(sessions.get(role) ?? [])
  await page.goto('/')
  if (isSignIn(new URL(page.url()))) {
    await typeSignIn(page, role)
    sessions.set(role, await context.cookies())
  }
  return { page, answersMs }
}

const isSignIn = (url: URL): boolean => url.pathname === '/sign-in'

export async function typeSignIn(page: Page, role: Role): Promise<void> {
  await page.fill('#username', role)
  await page.fill('#password', DEMONSTRATION_PASSWORD)
  await page.click('main button')
  await page.waitForURL((url) => !isSignIn(url))
}

/** A refusal is a page with its status, and Chromium prints each as an error; that is no fault of the page. */
const REFUSAL = /^Failed to load resource: the server responded with a status of (4\d\d|503)/

function noteComplaint(message: ConsoleMessage): void {
  if (message.type() !== 'error' && message.type() !== 'warning') return
  if (!REFUSAL.test(message.text())) complaints.push(message.text())
}

async function noteAnswer(response: Response, answersMs: number[]): Promise<void> {
  const request = response.request()
  if (!request.isNavigationRequest()) return
  await response.finished().catch(() => null)
  const { requestStart, responseStart } = request.timing()
  if (responseStart > 0) answersMs.push(responseStart - requestStart)
}
