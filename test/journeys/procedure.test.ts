import assert from 'node:assert/strict'
import { addDays } from '#base/day.ts'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { TODAY } from './practice.ts'
import { openFromRegister, openTask, press, typeDate } from './visit.ts'

/** Day, month and year of a date so many days from today, in the order of a date's boxes. */
const inDays = (days: number): readonly string[] => addDays(TODAY, days).split('-').toReversed()

journey(
  'H24: a prescriber plans a procedure: dates proposed, one changed with its reason, confirmed and printed',
  async (practice) => {
    const { page } = await signIn(practice, 'prescriber')
    await openFromRegister(page, 'IBBOTSON, Dorothy')
    await page.getByRole('link', { name: 'Plan for a procedure' }).click()
    await looksRight(page, 'procedure-form')
    await page.fill('#what', 'Hip replacement')
    await typeDate(page, 'procedureOn', inDays(16))
    await page.fill('#askedBy', 'Orthopaedic pre-assessment, Sister Obi, 01632 960133')
    await page.check('input[name="bleeding"][value="high"]')
    await page.check('input[name="heparin"][value="no"]')
    await press(page, 'Work out the dates')
    assert.match(await page.innerText('main'), /Name who decided against heparin/)
    await looksRight(page, 'procedure-refused')
    await page.fill('#heparinBy', 'Dr Rao, haematology')
    await press(page, 'Work out the dates')
    assert.match(await page.innerText('main'), /Last dose of warfarin on the evening of day -6/)
    await looksRight(page, 'procedure-dates')
    await typeDate(page, 'restartOn', inDays(17))
    await page.check('input[name="restartAt"][value="usual"]')
    await page.selectOption('#owner', { label: 'Jo Whitfield' })
    await press(page, 'Confirm the plan')
    assert.match(await page.innerText('main'), /is proposed. Choose below why it is another day/)
    await page.selectOption('#dateReason', { label: 'The department asked for it' })
    await press(page, 'Confirm the plan')
    assert.match(
      await page.innerText('main'),
      /Restart due Thursday 10-Dec-2026, with Jo Whitfield/,
    )
    await looksRight(page, 'procedure-running')
    const sheet = await page.request.get(
      (await page.getByRole('link', { name: /for the patient/ }).getAttribute('href')) ?? '',
    )
    assert.equal(sheet.headers()['content-type'], 'application/pdf')
  },
)

journey(
  'H24: a restart that nobody recorded is found on the front page, and only its restart takes it off',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await page.goto('/')
    await page.getByRole('link', { name: /restart after a procedure overdue/ }).click()
    await looksRight(page, 'procedure-overdue-list')
    await openTask(page, 'procedure-restart-overdue', 'MARCHETTI, Luca')
    assert.match(await page.innerText('main'), /Brought to the clinical lead on \d+ days/)
    await looksRight(page, 'procedure-overdue')
    await press(page, 'Record the restart')
    assert.match(await page.innerText('main'), /Enter the day of the first dose/)
    await typeDate(page, 'restartedOn', inDays(-2))
    await page.check('input[name="knownBy"][value="patient"]')
    await page.fill('#restartNote', 'Rang today: has taken it since Saturday')
    await press(page, 'Record the restart')
    assert.match(await page.innerText('main'), /Earlier plan: Removal of a skin lesion/)
    await looksRight(page, 'procedure-closed')
    await page.goto('/worklists/procedure-restart-overdue')
    assert.doesNotMatch(await page.innerText('main'), /MARCHETTI/)
    assert.deepEqual(await practice.faults(), [])
  },
)
