/** What other rooms may ask of this one. */
export { hoursVersion, howToMeet, openWindows, type HowToMeet, type OpenWindow, type OpenWindows } from './actions/open-windows.ts'
export { addImportedHours, type ImportedHours } from './actions/program-hours.ts'
export { hoursHeld } from './actions/held.ts'
