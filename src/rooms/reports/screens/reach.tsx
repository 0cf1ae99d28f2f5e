import { telLink } from '../../../ui/phone.ts'

/** How somebody can be reached, as it was written; where that is a number and nothing else, a phone calls it at a tap. */
export const Reach = ({ reach }: { reach: string }) => (/^\+?[\d\s().-]{3,30}$/.test(reach) ? <a href={telLink(reach)}>{reach}</a> : <span>{reach}</span>)
