import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { assets } from '#web/asset-files.ts'
import { renderPage } from '#web/parts/layout.tsx'
import { patientPage } from './gallery.tsx'

const LIGHT_BUDGET_BYTES = 80_000

test('the page of a patient with two years of visits, its style and its script, fit the light budget', () => {
  const { cssHref, jsHref, respond } = assets()
  const sizes = [
    gzipSync(renderPage(patientPage)).length,
    ...[cssHref, jsHref].map((href) => respond(href, 'gzip')?.body.length ?? LIGHT_BUDGET_BYTES),
  ]
  const total = sizes.reduce((sum, size) => sum + size, 0)
  assert.ok(total <= LIGHT_BUDGET_BYTES, `${total} bytes`)
})
