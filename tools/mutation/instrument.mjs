// Stryker's own mutators, without the rest of Stryker. Plain JavaScript, because the packages are of this folder alone
// and are absent where nobody mutates; its types stand beside it.
import { createInstrumenter } from '@stryker-mutator/instrumenter'
import { createInjector } from 'typed-inject'

const silent = () => {}
const no = () => false
const LOGGER = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  trace: silent,
  debug: silent,
  info: silent,
  warn: console.warn,
  error: console.error,
  fatal: console.error,
}

/** Every fault Stryker would plant in these files, and the files with all of them planted behind switches. */
export async function instrument(files) {
  const injector = createInjector()
    .provideValue('logger', LOGGER)
    .provideValue('getLogger', () => LOGGER)
  const options = { plugins: null, excludedMutations: [], ignorers: [] }
  const instrumenter = injector.injectFunction(createInstrumenter)
  const sources = files.map(({ name, content }) => ({ name, content, mutate: true }))
  return await instrumenter.instrument(sources, options)
}
