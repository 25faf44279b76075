import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCommonPassword } from './common-passwords.ts'

const COMMON = [
  'password',
  '123qweasdzxc',
  'QwertyQwerty',
  '1qaz2wsx3edc',
  'iloveyou!!!!!!',
  '2026sunshine!',
  '25desetiembrede1958',
  'Liverpool-1942',
]
for (const password of COMMON) {
  test(`${password} is one of the passwords that are tried first`, async () => {
    assert.equal(await isCommonPassword(password), true)
  })
}

const OWN = [
  'otter lamp moss gate',
  'grey otters swim at dawn',
  'k7$Lq-92vXz!',
  'żółwie śpią długo',
  '🦦🌊🪨🌙🔥🍀🎈🦉🐝🌵🍋🧭',
  'correct horse battery staple',
  '',
]
for (const password of OWN) {
  test(`"${password}" is none of them`, async () => {
    assert.equal(await isCommonPassword(password), false)
  })
}

test('of ten thousand that nobody uses none is taken for one, and a look takes less than 5 ms', async () => {
  const began = performance.now()
  const taken: string[] = []
  for (let nth = 0; nth < 10_000; nth += 1) {
    const made = `zx${nth}vq${nth * 7919}kw`
    if (await isCommonPassword(made)) taken.push(made)
  }
  assert.deepEqual(taken, [])
  assert.ok((performance.now() - began) / 10_000 < 5)
})
