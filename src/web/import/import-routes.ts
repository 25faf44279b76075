import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import {
  IMPORTS,
  INDICATIONS,
  METER_COLUMNS_PAGE,
  METER_FILE_ASIDE,
  NEW_IMPORT,
  SENT_RESULTS,
  WAITING_ROWS,
} from './addresses.ts'
import { findingsFile } from './findings-file.ts'
import { importPage, layImportAside, takeImport } from './import-page.tsx'
import { importsPage } from './imports-page.tsx'
import { chooseIndication, indicationsPage } from './indications-page.tsx'
import {
  meterColumnsPage,
  meterColumnsPosted,
  meterFileAsidePosted,
} from './meter-columns-page.tsx'
import { newImportPage, uploadImport } from './new-import-page.tsx'
import { reverseImportPage, takeImportBack } from './reverse-import-page.tsx'
import {
  sentAgainPosted,
  sentFilePosted,
  sentResultsPage,
  sentSettledPosted,
} from './sent-results-page.tsx'
import { settleRow, waitingRowsPage } from './waiting-rows-page.tsx'

/** The addresses of imports. Those with a name stand before the one with any import. */
export const importRoutes: readonly Route[] = [
  { method: 'GET', path: SENT_RESULTS, page: onlyFor('bring-in-results', sentResultsPage) },
  { method: 'POST', path: SENT_RESULTS, page: sentFilePosted, costs: 'import' },
  { method: 'POST', path: `${SENT_RESULTS}/again`, page: sentAgainPosted },
  { method: 'POST', path: `${SENT_RESULTS}/settle`, page: sentSettledPosted },
  { method: 'GET', path: METER_COLUMNS_PAGE, page: onlyFor('bring-in-results', meterColumnsPage) },
  { method: 'POST', path: METER_COLUMNS_PAGE, page: meterColumnsPosted, costs: 'import' },
  { method: 'POST', path: METER_FILE_ASIDE, page: meterFileAsidePosted },
  { method: 'GET', path: IMPORTS, page: importsPage },
  { method: 'GET', path: NEW_IMPORT, page: onlyFor('import-records', newImportPage) },
  { method: 'POST', path: NEW_IMPORT, page: uploadImport, costs: 'import' },
  { method: 'GET', path: WAITING_ROWS, page: waitingRowsPage },
  { method: 'POST', path: WAITING_ROWS, page: settleRow },
  { method: 'GET', path: `${IMPORTS}/:batch`, page: importPage },
  { method: 'GET', path: `${IMPORTS}/:batch/findings.csv`, page: findingsFile, isExport: true },
  { method: 'POST', path: `${IMPORTS}/:batch/take`, page: takeImport },
  { method: 'POST', path: `${IMPORTS}/:batch/lay-aside`, page: layImportAside },
  { method: 'GET', path: `${IMPORTS}/:batch/reverse`, page: reverseImportPage },
  { method: 'POST', path: `${IMPORTS}/:batch/reverse`, page: takeImportBack },
  { method: 'GET', path: INDICATIONS, page: indicationsPage },
  { method: 'POST', path: INDICATIONS, page: chooseIndication },
]
