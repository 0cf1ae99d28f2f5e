import { ButtonLink } from './button.tsx'
import { ArrowUpRight, MessageSquareText, Phone } from './icons.ts'
import { smsLink, telLink } from './phone.ts'
import { uiWords } from './ui-words.ts'
import { useWords } from './words.tsx'

interface Props {
  readonly name: string
  readonly line: { readonly call: string | null; readonly textNumber: string | null; readonly textKeyword: string | null; readonly chatUrl: string | null }
  readonly small?: boolean
}

/** A line of help in a list: its name, and the ways to reach it now. */
export function HelpLine({ name, line: { call, textNumber, textKeyword, chatUrl }, small = false }: Props) {
  const w = useWords(uiWords)
  return (
    <li className="row-apart">
      <strong>{name}</strong>
      <span className="row">
        {call ? <ButtonLink outside look="quiet" small={small} icon={Phone} href={telLink(call)}>{w.call_number(call)}</ButtonLink> : null}
        {textNumber ? (
          <ButtonLink outside look="quiet" small={small} icon={MessageSquareText} href={smsLink(textNumber, textKeyword)}>{textKeyword ? w.text_word(textKeyword, textNumber) : w.text_number(textNumber)}</ButtonLink>
        ) : null}
        {chatUrl ? <ButtonLink outside look="quiet" small={small} icon={ArrowUpRight} href={chatUrl}>{w.chat}</ButtonLink> : null}
      </span>
    </li>
  )
}
