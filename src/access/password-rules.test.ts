import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOfPassword } from './password-rules.ts'

const jo = { username: 'jo.whitfield', name: 'Jo Whitfield' }

const rows = [
  { password: 'sevenlt', code: 'too-short', id: 'D8.07' },
  { password: 'elevenchars', code: 'too-short' },
  { password: 'warfarinclinic1', code: 'easy-to-guess', id: 'D8.13' },
  { password: 'Whitfield2026', code: 'easy-to-guess' },
  { password: 'Password1234', code: 'easy-to-guess' },
  { password: 'aaaaaaaaaaaaaaaa', code: 'easy-to-guess' },
  { password: '1234567890123', code: 'easy-to-guess' },
  { password: 'otter lamp moss', code: undefined },
  { password: 'k7$Lq-92vXz!', code: undefined },
  { password: 'my warfarin horse battery', code: undefined },
  { password: 'żółwie śpią długo', code: undefined },
  { password: 'otter lamp moss gate river stone candle window meadow bright', code: undefined },
  { password: 'ab cd ef gh '.repeat(10).padEnd(128, 'x'), code: undefined, id: 'D8.08' },
  { password: 'ab cd ef gh '.repeat(10).padEnd(129, 'x'), code: 'too-long' },
]

for (const { password, code, id = '' } of rows) {
  test(`${id} a password of ${[...password].length} characters like "${password.slice(0, 20)}": ${code ?? 'accepted'}`, () => {
    assert.equal(faultOfPassword(password, jo)?.code, code)
  })
}

test('a character outside the basic plane counts as one', () => {
  assert.equal(faultOfPassword('🦦🌊🪨🌙🔥🍀🎈🦉🐝🌵🍋', jo)?.code, 'too-short')
  assert.equal(faultOfPassword('🦦🌊🪨🌙🔥🍀🎈🦉🐝🌵🍋🧭', jo), undefined)
})
