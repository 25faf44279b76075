import type { Route } from '#web/page.ts'
import { FIGURES, FIGURES_FILE, OWN_FIGURES } from './addresses.ts'
import { figuresFile } from './figures-file.ts'
import { figuresPage } from './figures-page.tsx'
import { ownFiguresPage } from './own-figures-page.tsx'

/** What is published to a commissioner, and what a provider sees of it. */
export const figureRoutes: readonly Route[] = [
  { method: 'GET', path: FIGURES, page: figuresPage },
  { method: 'GET', path: FIGURES_FILE, page: figuresFile, isExport: true },
  { method: 'GET', path: OWN_FIGURES, page: ownFiguresPage },
]
