import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { signIn } from './at-the-screen.ts'
import { focusOf, type Hand, handOn } from './hand.ts'
import { journey } from './journey.ts'
import { dosesAreReadable } from './looks-right.ts'
import { askForDose, openFromClinic, patientOf, press, saidByPatient } from './visit.ts'

/** From the clinic list to dosed, told and booked, besides typing the INR and the identity. */
const GESTURES = 7
const ANSWER_MS = 100

journey('a nurse runs routine visits by keyboard alone, within the budget', async (practice) => {
  const { page, answersMs } = await signIn(practice, 'nurse')
  await page.goto('/clinic')
  const hand = handOn(page)
  answersMs.length = 0

  assert.equal(await focusOf(page), 'next-patient')
  await hand.press('Enter')
  assert.equal(await patientOf(page), 'AHMED, Ronald')
  await typeIdentityAndInr(page, hand, '2.5')
  await acceptAndTell(page, hand)
  assert.ok(hand.presses() <= GESTURES)

  await hand.press('Enter')
  assert.equal(await patientOf(page), 'AL-HASSAN, Chukwuemeka')
  await typeIdentityAndInr(page, hand, '2.5')
  await typeMeterAndStrips(hand)
  await acceptAndTell(page, hand)
  hand.presses()

  await hand.press('Enter')
  assert.equal(await patientOf(page), 'BATTERSBY, Alan')
  await typeIdentityAndInr(page, hand, '2.5')
  await acceptAndTell(page, hand)
  assert.ok(hand.presses() <= GESTURES, 'meter and strips are those of the visit before')
  assert.ok(median(answersMs) < ANSWER_MS, `${answersMs.map(Math.round)} ms`)

  await page.goto('/clinic?step=booked')
  const finished = await page.innerText('main table')
  for (const family of ['AHMED', 'AL-HASSAN', 'BATTERSBY']) assert.ok(finished.includes(family))
})

/** The cursor stands in the identity when the page opens. */
async function typeIdentityAndInr(page: Page, hand: Hand, inr: string): Promise<void> {
  assert.equal(await focusOf(page), 'identity')
  await hand.type(await saidByPatient(page))
  await hand.press('Tab')
  await hand.press('Space')
  await hand.press('Tab')
  await hand.type(inr)
}

/** Once a clinic; afterwards the form knows them. */
async function typeMeterAndStrips(hand: Hand): Promise<void> {
  await hand.press('Tab')
  await hand.press('Tab')
  await hand.type('CoaguChek 4417')
  await hand.press('Tab')
  await hand.type('L 62210')
}

/** Suggestion, accepted; what to tell, told; and the next patient one key away. */
async function acceptAndTell(page: Page, hand: Hand): Promise<void> {
  await hand.press('Enter')
  assert.match(await focusOf(page), /^Accept and save/)
  assert.match(await page.innerText('#suggestion'), /a day from tonight/)
  await hand.press('Enter')
  assert.match(await page.innerText('main'), /Your next blood test is on/)
  await hand.press('Enter')
  assert.match(await page.innerText('main'), /Handed over, .*Jo Whitfield/)
  assert.match(await focusOf(page), /^Next patient/)
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

journey(
  'H14: the same visit with scripts off, each dose in figures of 16 px or more',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse', { scripts: false })
    await openFromClinic(page, 'BATTERSBY, Wei')
    await askForDose(page, { inr: '2.5' })
    assert.match(await page.innerText('#suggestion'), /a day from tonight/)
    assert.equal(await dosesAreReadable(page), 1)
    await press(page, 'Accept and save')
    assert.match(await page.innerText('main'), /From tonight take .* once a day/)
    assert.equal(await dosesAreReadable(page), 1)
    await press(page, 'Handed over')
    assert.match(await page.innerText('main'), /Handed over, .*Jo Whitfield/)
  },
)
