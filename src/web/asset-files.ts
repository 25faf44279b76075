import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { staffStyles } from './styles.ts'

type Encoding = 'br' | 'gzip' | 'identity'

type AssetReply = {
  readonly body: Uint8Array
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
}

type AssetFile = {
  readonly href: string
  readonly type: string
  readonly bodies: { readonly [encoding in Encoding]: Uint8Array }
}

export type Assets = {
  readonly cssHref: string
  readonly jsHref: string
  readonly iconHref: string
  /** The file at this path, in the best encoding that the browser accepts. */
  readonly respond: (path: string, acceptEncoding?: string) => AssetReply | undefined
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

let built: Assets | undefined

/** The style sheet, the script and the icon of every page: made once, named by their content, so never stale. */
export function assets(): Assets {
  built ??= build()
  return built
}

function build(): Assets {
  const css = assetFile('evenkeel', 'css', 'text/css; charset=utf-8', styleSheet())
  const js = assetFile('evenkeel', 'js', 'text/javascript; charset=utf-8', ours('evenkeel.js'))
  const icon = assetFile('evenkeel', 'svg', 'image/svg+xml', ours('evenkeel.svg'))
  const files = new Map([css, js, icon].map((file) => [file.href, file]))
  return {
    cssHref: css.href,
    jsHref: js.href,
    iconHref: icon.href,
    respond: (path, acceptEncoding = '') => reply(files.get(path), acceptEncoding),
  }
}

function styleSheet(): string {
  const designSystem = createRequire(import.meta.url).resolve(
    'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css',
  )
  return staffStyles(readFileSync(designSystem, 'utf8'), ours('evenkeel.css'))
}

function ours(name: string): string {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
}

function assetFile(name: string, ending: string, type: string, text: string): AssetFile {
  const identity = Buffer.from(text)
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12)
  return {
    href: `/assets/${name}.${hash}.${ending}`,
    type,
    bodies: { identity, br: brotliCompressSync(identity, BROTLI), gzip: gzipSync(identity) },
  }
}

function reply(file: AssetFile | undefined, acceptEncoding: string): AssetReply | undefined {
  if (file === undefined) return undefined
  const encoding = bestEncoding(acceptEncoding)
  return {
    body: file.bodies[encoding],
    type: file.type,
    headers: {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    },
  }
}

function bestEncoding(acceptEncoding: string): Encoding {
  if (/\bbr\b/.test(acceptEncoding)) return 'br'
  return /\bgzip\b/.test(acceptEncoding) ? 'gzip' : 'identity'
}
