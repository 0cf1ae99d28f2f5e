import { ButtonLink } from '../../../ui/button.tsx'
import { LifeBuoy } from '../../../ui/icons.ts'
import { useProgram } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { reportWords } from './words.ts'

/** The server's own page with every help line: it opens whatever does not work here. */
export function HelpLink() {
  const w = useWords(reportWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return <ButtonLink look="quiet" icon={LifeBuoy} outside href={`/${slug}/help?lang=${locale}`}>{w.help_lines}</ButtonLink>
}
