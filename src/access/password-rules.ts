export type PasswordFault = { readonly code: string; readonly message: string }

/** NIST SP 800-63B-4: at least 12 when something else may protect it; long ones are welcome, any character counts. */
export const SHORTEST = 12
const LONGEST = 128
/** What is left of a password without the words that anybody would try first must still be something. */
const FEWEST_DIFFERENT_LEFT = 5

/** Words that whoever guesses at an anticoagulation service tries first, and rows of the keyboard. */
const GUESSED_WORDS = [
  'anticoagulation',
  'anticoagulant',
  'anticoag',
  'warfarin',
  'evenkeel',
  'password',
  'hospital',
  'pharmacy',
  'practice',
  'surgery',
  'welcome',
  'clinic',
  'doctor',
  'health',
  'nurse',
  'qwertyuiop',
  'qwerty',
  'asdfgh',
  'abcdefghijkl',
  'abcdef',
  'letmein',
  '1234567890',
  '123456',
  '12345',
  '1234',
  'nhs',
  'inr',
]
const SHORTEST_OWN_WORD = 4

/** What is wrong with a new password of this person, or undefined. Length counts as people count: characters. */
export function faultOfPassword(
  password: string,
  person: { readonly username: string; readonly name: string },
): PasswordFault | undefined {
  const length = [...password].length
  if (length < SHORTEST) {
    const message = `Use at least ${SHORTEST} characters. Three or four words that do not belong together are good.`
    return { code: 'too-short', message }
  }
  if (length > LONGEST) {
    return { code: 'too-long', message: `Use at most ${LONGEST} characters.` }
  }
  if (new Set(withoutGuessed(password, person)).size < FEWEST_DIFFERENT_LEFT) {
    const message =
      'This is easy to guess: it is made of the words of this work, your name, or one row of keys. Use other words.'
    return { code: 'easy-to-guess', message }
  }
  return undefined
}

function withoutGuessed(
  password: string,
  { username, name }: { readonly username: string; readonly name: string },
): string {
  const own = `${username} ${name}`
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length >= SHORTEST_OWN_WORD)
  let left = password.toLowerCase()
  for (const word of [...own, ...GUESSED_WORDS]) left = left.replaceAll(word, '')
  return left.replaceAll(/[\s\p{P}]/gu, '')
}
