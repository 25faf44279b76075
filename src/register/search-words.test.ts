import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseSearch } from './search-words.ts'

const birth = (text: string) => {
  const search = parseSearch(text)
  return search.kind === 'people' ? search.dateOfBirth : search.kind
}

for (const written of [
  '04/09/1942',
  '4/9/1942',
  '4.9.1942',
  '04-09-1942',
  '4 9 1942',
  '04091942',
  '1942-09-04',
  '04-Sep-1942',
  '4 September 1942',
  '4th Sept 1942',
]) {
  test(`a date of birth may be written ${written}`, () => {
    assert.equal(birth(written), '1942-09-04')
  })
}

for (const [typed, code] of [
  ['', 'required'],
  ['   ', 'required'],
  ['%', 'no-wildcards'],
  ['Harg_eaves', 'no-wildcards'],
  ['Harg*', 'no-wildcards'],
  ['9434765918', 'check-digit'],
  ['943476591', 'wrong-length'],
  ['31/06/1942', 'no-such-day'],
  ['04/09/42', 'format'],
  ['4 Smarch 1942', 'no-such-day'],
  ['Hargreaves 12', 'not-understood'],
  ['-,-', 'not-understood'],
  ['x'.repeat(101), 'too-long'],
] as const) {
  test(`"${typed.slice(0, 20)}" is refused: ${code}`, () => {
    const search = parseSearch(typed)
    assert.equal(search.kind === 'refused' && search.code, code)
  })
}

test('ten digits are an NHS number however they are grouped', () => {
  for (const typed of ['9990259003', '999 025 9003', '999-025-9003']) {
    assert.deepEqual(parseSearch(typed), { kind: 'nhs-number', nhsNumber: '9990259003' })
  }
})

test('a name may stand with a date of birth; case, accents and punctuation do not matter', () => {
  assert.deepEqual(parseSearch("O'Brien, Élodie 04/09/1942"), {
    kind: 'people',
    name: 'obrien elodie',
    dateOfBirth: '1942-09-04',
  })
})

test('whatever is typed is read or refused, and no wildcard gets through', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120, unit: 'binary' }), (typed) => {
      const search = parseSearch(typed)
      if (search.kind === 'people') assert.doesNotMatch(search.name, /[%_*?\d]/)
    }),
  )
})
