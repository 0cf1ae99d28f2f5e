/** What other rooms may ask of this one. */
export { beginConversation, type Beginning, type SealedKeys } from './actions/epochs.ts'
export { releaseConversations, releasePerson, restoreMember, suspendMember } from './actions/ending.ts'
export { eitherSide, memberOf, type ConversationScope, type SideProof } from './actions/guards.ts'
export { conversationsOf } from './actions/listing.ts'
export { deliverFromElsewhere, notifyChange } from './actions/live.ts'
export { MESSAGES } from './actions/sending.ts'
export { certificateOf, studentAsMember } from './actions/sheet.ts'
export { isTag, type ShownTag } from './actions/tags.ts'
