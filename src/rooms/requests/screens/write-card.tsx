import { Link } from 'wouter'
import { ActionCard } from '../../../ui/card.tsx'
import { SquarePen } from '../../../ui/icons.ts'
import { useDates } from '../../../ui/program.tsx'
import { isRefusal, useLoad } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { homeWords } from './words.ts'

/** The rest of what a request needs would weigh on the first page: it comes after it. */
const client = () => import('../client.ts')

/** On the first page: one of the two big actions while nobody is here, a line of text while somebody is. The honest time stands beside it. */
export function WriteCard({ look, nameOf }: { look: 'primary' | 'line'; nameOf: (supporter: string) => string | undefined }) {
  const w = useWords(homeWords)
  const dates = useDates()
  const { locale } = useLocale()
  const { at } = useSession()
  const outlook = useLoad(async () => (await client()).readOutlook(locale), [locale])
  const mine = useLoad(async () => (session.current().at === 'open' ? (await client()).readMine() : { request: null }), [at])
  const waits = mine.state === 'here' && !isRefusal(mine.data) && mine.data.request !== null
  if (look === 'line') return <p className="small centred"><Link href={waits ? '/write/waiting' : '/write'}>{waits ? w.your_request : w.write_instead}</Link></p>
  if (waits) return <ActionCard look="primary" icon={SquarePen} href="/write/waiting" title={w.your_request} sub={w.your_request_news} />
  const { answerBy = null, first = null } = outlook.state === 'here' ? outlook.data : {}
  const when = answerBy === null ? null : dates.soon(answerBy, Date.now())
  const name = first === null ? undefined : nameOf(first)
  return <ActionCard look="primary" icon={SquarePen} href="/write" title={w.write} sub={when === null ? w.write_any_hour : name ? w.read_by(name, when) : w.read_by_anyone(when)} />
}
