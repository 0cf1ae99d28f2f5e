/** What other rooms may ask of this one. */
export { listedSupporters, readinessForOpening, readySupporters, supporterStandings, type ListedSupporter, type SupporterStanding } from './actions/standing.ts'
export { addImportedSupporter, beginProfile, shownNames, type ImportedSupporter } from './actions/profile.ts'
export { supportersHeld } from './actions/held.ts'
