import type { SourceFile } from './imports.ts'

/**
 * Who may use whom. A row is a room: the rooms it may reach for, and the packages. What is not named is a wall.
 * Pages, jobs and commands are doors; they ask `workflow` and never the store.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  base: { kind: 'core', rooms: [], packages: [] },
  clinical: { kind: 'core', rooms: ['base'], packages: [] },
  kinetics: { kind: 'core', rooms: ['base', 'clinical'], packages: [] },
  register: { kind: 'core', rooms: ['base', 'clinical'], packages: [] },
  recall: { kind: 'core', rooms: ['base', 'clinical', 'register'], packages: [] },
  contract: { kind: 'core', rooms: ['base', 'register'], packages: [] },
  assurance: { kind: 'core', rooms: ['base', 'register', 'contract'], packages: [] },
  access: { kind: 'core', rooms: ['base', 'clinical'], packages: [] },
  interchange: {
    kind: 'core',
    rooms: ['base', 'clinical', 'register', 'recall'],
    packages: ['csv-parse'],
  },
  simulation: {
    kind: 'core',
    rooms: ['base', 'clinical', 'kinetics', 'register'],
    packages: [],
  },
  store: {
    kind: 'shell',
    rooms: [
      'base',
      'clinical',
      'kinetics',
      'register',
      'recall',
      'contract',
      'assurance',
      'access',
      'interchange',
      'simulation',
    ],
    packages: ['pg', 'zod'],
  },
  print: {
    kind: 'shell',
    rooms: ['base', 'clinical', 'register', 'recall', 'contract', 'simulation'],
    packages: ['pdfkit', 'dejavu-fonts-ttf', 'react', 'react-dom', 'd3-scale', 'd3-shape'],
  },
  workflow: {
    kind: 'shell',
    rooms: [
      'base',
      'clinical',
      'kinetics',
      'register',
      'recall',
      'contract',
      'assurance',
      'access',
      'interchange',
      'simulation',
      'store',
      'print',
    ],
    packages: ['zod', 'pg', '@node-rs/argon2', '@simplewebauthn/server', 'openid-client', 'jose'],
  },
  web: {
    kind: 'door',
    rooms: [
      'base',
      'clinical',
      'kinetics',
      'register',
      'recall',
      'contract',
      'assurance',
      'access',
      'interchange',
      'simulation',
      'print',
      'workflow',
    ],
    packages: [
      'hono',
      '@hono/node-server',
      'react',
      'react-dom',
      'd3-scale',
      'd3-shape',
      'zod',
      'pino',
      'qr',
    ],
  },
  worker: {
    kind: 'door',
    rooms: ['base', 'clinical', 'register', 'recall', 'access', 'workflow'],
    packages: ['pino'],
  },
  cli: {
    kind: 'door',
    rooms: [
      'base',
      'clinical',
      'kinetics',
      'register',
      'recall',
      'contract',
      'assurance',
      'access',
      'interchange',
      'simulation',
      'print',
      'workflow',
    ],
    packages: ['zod'],
  },
}

type Room = {
  /** Core rooms are pure: no Node, no clock, no dice. */
  readonly kind: 'core' | 'shell' | 'door'
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

/** Files that stand in the hall, outside any room, and what each may reach for. */
export const HALL: Readonly<Record<string, readonly string[]>> = {
  'src/routes.ts': ['base', 'web'],
  'src/config.ts': ['base'],
  'src/environment.ts': ['base'],
  'src/database-address.ts': [],
  'src/secret-files.ts': [],
}

/** They put the house together, so they alone may open any room. */
export const ASSEMBLERS = ['src/main.ts', 'src/cli/main.ts']

export const NEVER_ROOMS = [
  'utils',
  'helpers',
  'common',
  'shared',
  'lib',
  'services',
  'models',
  'types',
]

export const LONGEST_FILE_LINES = 250

const HALL_PACKAGES = ['zod']
const UNKNOWABLE = [
  {
    word: /\bDate\.now\(|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\(/,
    means: 'a clock',
  },
  { word: /\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(/, means: 'dice' },
  { word: /\bprocess\.|\bconsole\.|\bfetch\(|\bglobalThis\b/, means: 'the world outside' },
]

/** Everything about this file that a wall forbids, in words. */
export function faultsOf(file: SourceFile): readonly string[] {
  return [...formFaults(file), ...(file.path.startsWith('src/') ? wallFaults(file) : [])]
}

function formFaults({ path, text, imports }: SourceFile): readonly string[] {
  const lines = text.trimEnd().split('\n').length
  return [
    ...imports.filter((name) => name.startsWith('../')).map((name) => `${path} climbs: ${name}`),
    ...(/^export default\b/m.test(text) ? [`${path} has a default export`] : []),
    ...(/^export \*/m.test(text) || /\/index\.tsx?$/.test(path) ? [`${path} is a barrel`] : []),
    ...(path.startsWith('src/') && lines > LONGEST_FILE_LINES
      ? [`${path} has ${lines} lines`]
      : []),
  ]
}

function wallFaults(file: SourceFile): readonly string[] {
  if (ASSEMBLERS.includes(file.path)) return []
  if (isTest(file.path)) return []
  const hall = HALL[file.path]
  if (hall !== undefined) {
    return reachFaults(file, { kind: 'shell', rooms: hall, packages: HALL_PACKAGES })
  }
  const [, name = '', inner] = file.path.split('/')
  const room = ROOMS[name]
  if (room === undefined || inner === undefined) return [`${file.path} is in no room of the table`]
  const rooms = [...room.rooms, name]
  return [
    ...reachFaults(file, { ...room, rooms }),
    ...(room.kind === 'core' ? purityFaults(file) : []),
  ]
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

function reachFaults({ path, imports }: SourceFile, room: Room): readonly string[] {
  return imports
    .filter((name) => !mayReach(name, room))
    .map((name) => `${path} reaches for ${name}`)
}

function mayReach(name: string, room: Room): boolean {
  if (name.startsWith('./')) return true
  if (name.startsWith('#src/')) return room.kind !== 'core' && `src/${name.slice(5)}` in HALL
  if (name.startsWith('#')) return room.rooms.includes(name.slice(1).split('/')[0] ?? '')
  if (name.startsWith('node:')) return room.kind !== 'core'
  return room.packages.includes(packageOf(name))
}

/** `@hono/node-server/serve-static` is of the package `@hono/node-server`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

function purityFaults({ path, text }: SourceFile): readonly string[] {
  const code = withoutComments(text)
  return UNKNOWABLE.filter(({ word }) => word.test(code)).map(
    ({ means }) => `${path} is of the core and reaches for ${means}`,
  )
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
