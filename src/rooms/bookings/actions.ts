/** What other rooms may ask of this one. */
export { busyTimes, markDelivered } from './actions/duty.ts'
export { forgetWhoMet, voidUnclaimed } from './actions/upkeep.ts'
