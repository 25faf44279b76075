import assert from 'node:assert/strict'
import { ENTER_CODE, NEW_SECOND_STEP } from '#web/account/addresses.ts'
import { codeOfStep, stepAt } from '#workflow/one-time-code.ts'
import type { Answer, Visitor } from './served-clinic.ts'

/** An authenticator app: it was given a secret as letters, and shows a code for each half minute. */
export type Authenticator = {
  /** The code of now, or of as many half minutes away. */
  readonly code: (away?: number) => string
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function bytesOf(letters: string): Buffer {
  const bits = [...letters].map((one) => LETTERS.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

export function appWith(letters: string, now: () => number): Authenticator {
  const secret = bytesOf(letters.replaceAll(' ', ''))
  assert.equal(secret.length, 20)
  return { code: (away = 0) => codeOfStep(secret, stepAt(now()) + away) }
}

/** The letters that the page of the set-up shows for an app. */
export const lettersOn = ({ text }: Answer): string =>
  /evk-secret">([A-Z2-7 ]+)</.exec(text)?.[1] ?? ''

/** The recovery codes that a page shows. */
export const recoveryCodesOn = ({ text }: Answer): readonly string[] =>
  [...text.matchAll(/<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/code>/g)].map(([, code = '']) => code)

const hiddenField = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** Sets up a second step as a person does it: the page, the app, the code. */
export async function setUpApp(visitor: Visitor, now: () => number) {
  const page = await visitor.get(NEW_SECOND_STEP)
  assert.equal(page.status, 200)
  const app = appWith(lettersOn(page), now)
  const fields = { csrf: hiddenField(page, 'csrf'), sealed: hiddenField(page, 'sealed') }
  const done = await visitor.post(NEW_SECOND_STEP, { ...fields, code: app.code() })
  assert.equal(done.status, 200, done.text)
  return { app, done, codes: recoveryCodesOn(done) }
}

/** The recovery codes that are left of each person at each address, for whoever signs in there again. */
const left = new Map<string, readonly string[]>()

/** Completes a sign-in where everybody needs a second step: sets it up at the first, and has a code after that. */
export async function completeSignIn(visitor: Visitor, username: string): Promise<void> {
  const whose = `${visitor.url} ${username}`
  const [code, ...rest] = left.get(whose) ?? []
  if (code === undefined) {
    left.set(whose, (await setUpApp(visitor, Date.now)).codes)
    return
  }
  left.set(whose, rest)
  const csrf = hiddenField(await visitor.get(ENTER_CODE), 'csrf')
  assert.equal((await visitor.post(ENTER_CODE, { csrf, code, next: '/' })).status, 303)
}
