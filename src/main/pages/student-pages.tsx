import { Route, Switch } from 'wouter'
import { NotHerePage } from './broken-page.tsx'
import { StudentShell } from './student-shell.tsx'

/** Every screen a student can open. Home is in the first download, the rest follows when asked for. */
export function StudentPages() {
  return (
    <StudentShell>
      <Switch>
        <Route path="/">
          <p>…</p>
        </Route>
        <Route>
          <NotHerePage />
        </Route>
      </Switch>
    </StudentShell>
  )
}
