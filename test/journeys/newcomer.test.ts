import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { press, typeDate } from './visit.ts'

journey(
  'H02: a newcomer with the name of another is registered for a reason, and gets a plan',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await page.goto('/register/new')
    await looksRight(page, 'register-new')
    await press(page, 'Register')
    await looksRight(page, 'register-new-refused')

    await page.fill('#familyName', 'Ahmed')
    await page.fill('#givenName', 'Ronald')
    await typeDate(page, 'dateOfBirth', ['17', '5', '1963'])
    await page.check('input[name=sex][value=male]')
    await page.selectOption('#nhsAbsentReason', 'not-traced')
    await press(page, 'Register')
    assert.match(await page.innerText('main'), /Already registered\?/)
    await looksRight(page, 'register-new-alike')
    await page.check('input[name=differentBecause][value=same-name-only]')
    await press(page, 'Register')

    await looksRight(page, 'patient-without-plan')
    await page.getByRole('link', { name: 'Details of the patient' }).click()
    await looksRight(page, 'patient-details')
    await page.goBack()
    await page.getByRole('link', { name: 'Open the treatment plan' }).click()
    await press(page, 'Write a treatment plan')
    await looksRight(page, 'plan-new')
  },
)
