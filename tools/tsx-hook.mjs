// How the house finds and loads its own files. Node runs .ts by itself but not .tsx: a page is turned into plain JavaScript as it
// is loaded. Node also asks the disk many times over where each of some 1,600 files lies and what it is; here one look at the
// name answers both, which is most of what a start takes.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

const JSX = { jsx: { runtime: 'automatic', importSource: 'react', development: false } }

const HOUSE = new URL('../', import.meta.url)
const PACKAGES = new URL('node_modules/', HOUSE).href

/** The rooms by the first word of an import, as package.json has them: '#clinical' to the address of its folder. */
const ROOMS = new Map(
  Object.entries(JSON.parse(readFileSync(new URL('package.json', HOUSE), 'utf8')).imports).map(
    ([name, folder]) => [name.replace('/*', ''), new URL(folder.replace('*', ''), HOUSE).href],
  ),
)

registerHooks({
  resolve(specifier, context, next) {
    const url = ownFile(specifier, context.parentURL)
    return url === undefined
      ? next(specifier, context)
      : { url, format: formatOf(url), shortCircuit: true }
  },
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(url)
    const { code, errors } = transformSync(file, readFileSync(file, 'utf8'), JSX)
    if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0].message}`)
    return { format: 'module', source: code, shortCircuit: true }
  },
})

/** The address of a .ts or .tsx file of the house that an import of another names; nothing for whatever else. */
function ownFile(specifier, parent = '') {
  if (!/\.tsx?$/.test(specifier)) return undefined
  if (specifier.startsWith('#')) {
    const end = specifier.indexOf('/')
    const room = ROOMS.get(specifier.slice(0, end))
    return room && room + specifier.slice(end + 1)
  }
  const isOwn =
    specifier.startsWith('.') && parent.startsWith(HOUSE.href) && !parent.startsWith(PACKAGES)
  return isOwn ? new URL(specifier, parent).href : undefined
}

const formatOf = (url) => (url.endsWith('.tsx') ? 'module' : 'module-typescript')
