/** What main may ask of this room. */
export { importFile, type FileImport, type ImportReport } from './actions/import-file.ts'
export { finishImport, readDesk, type Importing } from './actions/desk.ts'
