import type { KeysDesk } from '../contract.ts'
import { keysSteps, rosterChange, warningDue } from '../rules.ts'

export interface StepProps {
  readonly desk: KeysDesk
  /** Reads the desk anew after something was signed. */
  readonly changed: () => void
}

/** Whether people would come or go, or the list of people runs out within two weeks. */
export const isRosterDue = ({ roster, signedEntries, pendingRoster, today }: KeysDesk): boolean => {
  if (!roster.current || pendingRoster) return true
  const { added, removed } = rosterChange(roster.current.entries, signedEntries)
  return added.length + removed.length > 0 || warningDue(roster.current.validUntil, today) !== null
}

/** Where a root is in force and nothing waits, its successor may be begun. */
export const mayReplace = ({ root, forming, pendingList, offers }: KeysDesk): boolean => root !== null && !forming && !pendingList && !offers.length

export const stepsOf = (desk: KeysDesk, replaces = false) => keysSteps({
  offers: desk.offers.length, hasRoot: desk.root !== null, replaces, listWaits: desk.pendingList !== null, rosterDue: isRosterDue(desk),
  forming: desk.forming && { since: desk.forming.since, signatures: desk.forming.signatures.length },
})
