/** Every part of the house on one page, to be looked at and checked by axe. Never shipped. */
import '../../src/ui/base.css'
import { Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { StaffShell } from '../../src/main/pages/staff/staff-shell.tsx'
import { StudentShell } from '../../src/main/pages/student-shell.tsx'
import { pageWords } from '../../src/main/pages/page-words.ts'
import { staffWords } from '../../src/main/pages/staff/staff-words.ts'
import { Avatar, Badge, DateTile } from '../../src/ui/badge.tsx'
import { Banner } from '../../src/ui/banner.tsx'
import { BarList, ColumnChart } from '../../src/ui/bar-chart.tsx'
import { Button, ButtonLink } from '../../src/ui/button.tsx'
import { ActionCard, Card, FigureCard } from '../../src/ui/card.tsx'
import { Checkbox, ChoiceChips, ChoiceChipsMany, Radios, Switch } from '../../src/ui/choices.tsx'
import { Dialog } from '../../src/ui/dialog.tsx'
import { EmptyState } from '../../src/ui/empty-state.tsx'
import { Select, TextArea, TextInput } from '../../src/ui/field.tsx'
import { HeatGrid } from '../../src/ui/heat-grid.tsx'
import { Hero } from '../../src/ui/hero.tsx'
import { CalendarClock, Download, Lock, MessageSquareText, Search, TriangleAlert, Video } from '../../src/ui/icons.ts'
import { UnreachableBanner } from '../../src/ui/loaded.tsx'
import { PageHeader } from '../../src/ui/page-header.tsx'
import { PrintButton } from '../../src/ui/print-button.tsx'
import { programOnPage, ProgramProvider, useDates } from '../../src/ui/program.tsx'
import { Skeleton } from '../../src/ui/spinner.tsx'
import { Steps } from '../../src/ui/steps.tsx'
import { Table } from '../../src/ui/table.tsx'
import { Tabs } from '../../src/ui/tabs.tsx'
import { ToastProvider, useToast } from '../../src/ui/toast.tsx'
import { uiWords } from '../../src/ui/ui-words.ts'
import { localeOf, LocaleProvider, useLocale } from '../../src/ui/words.tsx'

const SAID = {
  en: { greeting: 'Good evening', question: 'What would help?', write: 'Write to the team', write_sub: 'Read Monday by 18:00', book: 'Book a time', next: 'Next', locked: 'Locked to you and your supporter.', limit: 'What this cannot protect', mine: 'Your next time', with: 'with Amélie · video', mind: 'On your mind?', topics: ['Exam stress', 'Sleep', 'Feeling alone', 'Clerkship', 'Identity', 'Money', 'Far from home'], many: 'conversations' },
  fr: { greeting: 'Bonsoir', question: 'Qu’est-ce qui aiderait?', write: 'Écrire à l’équipe', write_sub: 'Lu lundi avant 18 h', book: 'Prendre rendez-vous', next: 'Dès', locked: 'Verrouillé pour vous et votre pair-aidant.', limit: 'Ce que cela ne peut pas protéger', mine: 'Votre prochaine rencontre', with: 'avec Amélie · vidéo', mind: 'Un sujet en tête?', topics: ['Stress des examens', 'Sommeil', 'Solitude', 'Externat', 'Identité', 'Argent', 'Loin de chez soi'], many: 'rencontres' },
  zh: { greeting: '晚上好', question: '现在什么会有帮助？', write: '给团队留言', write_sub: '周一 18:00 前会有人读', book: '预约时间', next: '最近', locked: '只有您和您的支持者能打开。', limit: '这无法保护什么', mine: '您的下一次预约', with: '与 Amélie · 视频', mind: '想聊什么？', topics: ['考试压力', '睡眠', '感到孤单', '临床实习', '身份认同', '经济', '远离家乡'], many: '次交谈' },
} as const

const NOW = Date.parse('2026-11-22T23:10:00Z')
const SOON = Date.parse('2026-11-23T22:30:00Z')

function StudentSide() {
  const { locale } = useLocale()
  const dates = useDates()
  const said = SAID[locale]
  return (
    <div className="stack-wide">
      <Hero greeting={said.greeting} title={<h1>{said.question}</h1>}>
        <ActionCard look="primary" icon={MessageSquareText} title={said.write} sub={said.write_sub} href="/find" />
        <ActionCard icon={CalendarClock} title={said.book} sub={`${said.next}: ${dates.soon(SOON, NOW)}`} href="/book" />
      </Hero>
      <p className="promise">
        <Lock /> <span>{said.locked} <a href="/privacy">{said.limit}</a></span>
      </p>
      <div className="grid-2">
        <section className="stack-tight">
          <h2>{said.mine}</h2>
          <Card>
            <div className="row">
              <DateTile at={SOON} />
              <div>
                <p><strong>{dates.dayTime(SOON)}</strong></p>
                <p className="muted row"><Video /> {said.with}</p>
              </div>
              <Badge tone="brand">{dates.relativeDay(SOON, NOW)}</Badge>
            </div>
          </Card>
        </section>
        <Topics />
      </div>
    </div>
  )
}

function Topics() {
  const { locale } = useLocale()
  const said = SAID[locale]
  const [values, setValues] = useState<string[]>([said.topics[1]])
  return <ChoiceChipsMany label={said.mind} options={said.topics.map((topic) => ({ value: topic as string, label: topic }))} values={values} onValues={setValues} />
}

function Forms() {
  const { locale } = useLocale()
  const said = SAID[locale]
  const [text, setText] = useState('')
  const [pick, setPick] = useState<string | null>('b')
  const [on, setOn] = useState(true)
  return (
    <Card title="Fields" sub="Every control is the browser's own">
      <Steps steps={[said.topics[0], said.topics[1], said.topics[2]]} current={1} />
      <div className="grid-2">
        <TextInput label="Display name" hint="Students see this name and nothing else." value={text} onValue={setText} placeholder="Amélie" />
        <TextInput label="Meeting place" value="Room 2" onValue={() => {}} error="That room is taken at this hour. Choose another, or another time." />
        <Select label="Language" value="" empty="Choose" options={[{ value: 'en', label: 'English' }, { value: 'fr', label: 'Français' }]} onValue={() => {}} />
        <TextArea label="A note for your supporter" hint="Read Monday by 18:00." value="" onValue={() => {}} />
      </div>
      <ChoiceChips label="How long was it?" options={['a', 'b', 'c', 'd'].map((value, at) => ({ value, label: ['<15', '15–30', '30–60', '60+'][at], disabled: value === 'd' }))} value={pick} onValue={setPick} />
      <div className="grid-2">
        <Radios label="How would you like to meet?" options={[{ value: 'a', label: 'In person', sub: 'The supporter will see you.' }, { value: 'b', label: 'By phone', sub: 'The supporter will hear you.' }]} value={pick} onValue={setPick} />
        <div>
          <Checkbox label="I have read this" hint="Version 2, reviewed 3 November" checked={on} onValue={setOn} />
          <Switch label="Alerts on this phone" hint="They say nothing about anyone." checked={on} onValue={setOn} />
          <Switch label="Paused" checked={!on} onValue={(value) => setOn(!value)} />
        </div>
      </div>
      <Buttons />
    </Card>
  )
}

function Buttons() {
  const [open, setOpen] = useState(false)
  const toast = useToast()
  return (
    <div className="row">
      <Button icon={Search} onClick={() => setOpen(true)}>Open a sheet</Button>
      <Button look="quiet" icon={Download}>Export</Button>
      <Button look="danger" onClick={() => toast('Saved')}>Cancel this time</Button>
      <Button look="help">Call 911</Button>
      <Button look="link">See all</Button>
      <Button busy>Saving</Button>
      <Button disabled>Not yet</Button>
      <Button look="quiet" small>Small</Button>
      <ButtonLink href="/x" look="quiet">Go</ButtonLink>
      <Dialog open={open} onClose={() => setOpen(false)} title="You don’t have to handle this alone">
        <p className="muted">If someone’s life is at risk, call emergency services.</p>
        <ButtonLink outside look="help" wide href="tel:911">Call 911</ButtonLink>
        <ButtonLink outside look="quiet" wide href="tel:5550123">Campus security, 24 h</ButtonLink>
      </Dialog>
    </div>
  )
}

const HOURS = Array.from({ length: 12 }, (_, at) => at + 9)

function StaffSide() {
  const { locale } = useLocale()
  const dates = useDates()
  const said = SAID[locale]
  const [tab, setTab] = useState<'a' | 'b'>('a')
  const bars = said.topics.map((topic, at) => ({ key: topic, label: topic, count: at === 5 ? null : [132, 71, 58, 44, 21, 0, 12][at]! }))
  return (
    <div className="stack">
      <PageHeader title="Overview" sub="Faculty of Medicine · week 12 of 15" actions={<PrintButton />} />
      <Banner tone="help" title="2 safety follow-ups are waiting." action={<a href="/x">Open</a>}>The oldest is 3 h old.</Banner>
      <Banner tone="warn">Wednesday 14:00 has nobody.</Banner>
      <Banner>Numbers from 1 to 4 are hidden.</Banner>
      <Banner tone="ok">The doors are open to students.</Banner>
      <UnreachableBanner onRetry={() => {}} />
      <div className="grid-figures">
        <FigureCard name={said.many} figure={dates.number(1427)} note="+18 %" />
        <FigureCard name="Median wait" figure="19 h" note="target 48 h" />
        <FigureCard name="Supporters ready" figure="32" note="of 35" />
      </div>
      <div className="grid-2">
        <Card title="Coverage this week" sub="Supporters on duty, each hour" aside={<Badge tone="warm" icon={TriangleAlert}>11 hours short</Badge>}>
          <HeatGrid
            caption="Coverage this week"
            hideCaption
            columns={HOURS.map((hour) => ({ key: String(hour), label: String(hour) }))}
            rows={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ key: String(day), label: dates.weekday(day, 'short'), cells: HOURS.map((hour) => ({ count: (day * 7 + hour * 5) % 6, need: hour > 16 ? 2 : day > 5 ? 0 : 1 })) }))}
          />
        </Card>
        <Card title="Contacts per month" sub="By format">
          <ColumnChart
            caption="Contacts per month, by format"
            periodHead="Month"
            periods={[9, 10, 11, 12, 1, 2, 3, 4].map((month) => ({ key: String(month), label: dates.monthShort(Date.UTC(2026, month - 1, 15)) }))}
            series={[{ key: 'a', label: 'In person', counts: [9, 12, 15, 14, 18, 26, 31, 24] }, { key: 'b', label: 'Messages', counts: [6, 8, 10, 11, 11, 12, 16, 12] }, { key: 'c', label: 'Phone', counts: [null, 5, 6, 5, 6, 8, 9, 8] }]}
          />
        </Card>
        <Card title="What people bring">
          <BarList caption="What people bring" heads={['Topic', 'Contacts']} bars={bars} />
        </Card>
        <Card title="Supporters">
          <Tabs label="Which" tabs={[{ key: 'a', label: 'Active' }, { key: 'b', label: 'Paused' }]} current={tab} onChange={setTab}>
            <Table
              caption="Supporters who are active"
              rows={[{ name: 'Amélie', hours: 4, tone: 'ok' as const }, { name: 'Wei', hours: 2, tone: 'warm' as const }, { name: 'Jordan', hours: 3, tone: 'plum' as const }]}
              rowKey={({ name }) => name}
              columns={[
                { header: 'Name', rowHeader: true, cell: ({ name }) => <span className="row"><Avatar name={name} />{name}</span> },
                { header: 'Standing', cell: ({ tone }) => <Badge tone={tone}>ready</Badge> },
                { header: 'Hours a week', numeric: true, cell: ({ hours }) => hours },
              ]}
            />
          </Tabs>
        </Card>
      </div>
      <EmptyState icon={CalendarClock} title="No times yet" action={<Button>Add your first hour</Button>}>Students see your hours a minute after you add them.</EmptyState>
      <Skeleton lines={3} label="One moment" />
    </div>
  )
}

const asked = new URLSearchParams(location.search)
const locale = localeOf(asked.get('lang')) ?? 'en'
const theme = asked.get('theme')
if (theme) document.documentElement.dataset.theme = theme

await Promise.all([uiWords.load(locale), pageWords.load(locale), staffWords.load(locale)])
createRoot(document.getElementById('root')!).render(
  <ProgramProvider program={programOnPage(document.documentElement)}>
    <LocaleProvider start={locale}>
      <ToastProvider>
        <Suspense fallback={null}>
          <Router hook={() => [asked.get('side') === 'staff' ? '/staff' : '/', () => {}]}>
            {asked.get('side') === 'staff' ? (
              <StaffShell member={{ fullName: 'Carla Moreau', roles: ['coordinator'] }}>
                <StaffSide />
              </StaffShell>
            ) : (
              <StudentShell>{asked.get('side') === 'forms' ? <><PageHeader title="Forms" /><Forms /></> : <StudentSide />}</StudentShell>
            )}
          </Router>
        </Suspense>
      </ToastProvider>
    </LocaleProvider>
  </ProgramProvider>,
)
