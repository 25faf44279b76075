import assert from 'node:assert/strict'
import { test } from 'node:test'
import decodeQR from 'qr/decode.js'
import { renderToStaticMarkup } from 'react-dom/server'
import { QrSquare } from './qr-square.tsx'

/** So many dots a module, as a camera would see it. */
const DOTS = 4

/** The square as a picture of dots: what is drawn dark is black, the rest is white. */
function pictureOf(svg: string) {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const size = side * DOTS
  const data = new Uint8Array(size * size * 4).fill(255)
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < DOTS * DOTS; dot += 1) {
      const row = Number(y) * DOTS + Math.floor(dot / DOTS)
      const column = Number(x) * DOTS + (dot % DOTS)
      data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3)
    }
  }
  return { width: size, height: size, data }
}

test('the square says what it is to say, and has a name for whoever cannot see it', () => {
  const text =
    'otpauth://totp/Evenkeel:sam.oyelaran?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Evenkeel'
  const svg = renderToStaticMarkup(<QrSquare text={text} title="The square" />)
  assert.match(svg, /role="img" aria-label="The square"/)
  assert.equal(decodeQR(pictureOf(svg)), text)
})
