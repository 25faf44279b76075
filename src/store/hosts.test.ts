import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesIn } from './hosts.ts'

const cases = [
  {
    of: 'postgres://evenkeel_app:a,b@one:5432,two:5433/evenkeel?sslmode=verify-full',
    are: [
      'postgres://evenkeel_app:a,b@one:5432/evenkeel?sslmode=verify-full',
      'postgres://evenkeel_app:a,b@two:5433/evenkeel?sslmode=verify-full',
    ],
  },
  { of: 'postgresql://[::1]:1,[::2]/x', are: ['postgresql://[::1]:1/x', 'postgresql://[::2]/x'] },
  { of: 'postgres://a@%2Frun,%2Fvar/x', are: ['postgres://a@%2Frun/x', 'postgres://a@%2Fvar/x'] },
  { of: 'postgres://a@one/x?options=a,b', are: ['postgres://a@one/x?options=a,b'] },
]
for (const { of, are } of cases) {
  test(`${of} is of ${are.length}`, () => {
    assert.deepEqual(addressesIn(of), are)
  })
}
