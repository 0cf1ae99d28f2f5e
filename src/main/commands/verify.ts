import { join } from 'node:path'
import { Assets } from '../assets.ts'
import { buildClient } from '../build-client.ts'
import { manifestOf } from '../build-manifest.ts'
import { clientFiles } from '../pages-html/client-files.ts'
import { asking } from '../verify/asking.ts'
import { verifyIssuer } from '../verify/issuer.ts'
import { verifySite } from '../verify/site.ts'
import { EXIT, print, progress, Stop, textOption, type Call, type Command } from './command.ts'

const BUILT = join(import.meta.dirname, '../../../dist/client')

export const verify: Command = {
  summary: 'compares a running site with this source, byte for byte',
  help: `npm run peerside -- verify URL [--program SLUG] [--issuer ORIGIN] [--only app] [--json]

Asks the site for everything a browser could be given and compares it with what this source builds to: each file, the worker, each page with its
program's names filled back out, and the headers that say what a page may do. Without --program it looks at all programs that the front door names.
Check out the version that the site names at /build.json first. Exit code 0: the same; 3: at least one byte differs, and the file is named.

The issuer that the site names is looked at too: its pages are this build's, without any script, under a policy that lets none run.

  --issuer    the one other address its pages may ask; the site must name exactly this one
  --only app  leaves the issuer out, for whoever cannot reach it
It shows what everybody is given. It cannot show that nobody is given something else: run it often, from several networks, and by several people.`,
  options: { issuer: { type: 'string' }, only: { type: 'string' } },
  async run(call) {
    const site = siteOf(call), only = textOption(call, 'only')
    if (only !== undefined && only !== 'app') throw new Stop('--only takes "app".', EXIT.wrongCall)
    await buildClient(progress)
    const assets = new Assets(BUILT), manifest = manifestOf(BUILT), files = clientFiles(assets)
    if (!files) throw new Stop('The pages of this source are not built: run npm run build.', EXIT.failed)
    const slug = textOption(call, 'program') ?? (/^\/([a-z0-9-]+)/.exec(site.pathname)?.[1] ?? null)
    const { checked: answers, issuerOrigin, differences } = await verifySite({ ask: asking(site.origin), manifest, files }, slug).catch((failure: unknown) => {
      throw new Stop(`${site.origin} does not answer: ${reason(failure)}. Check the address, or try again.`, EXIT.failed)
    })
    const issuer = issuerOrigin && !only ? await verifyIssuer({ ask: asking(issuerOrigin), origin: issuerOrigin, appOrigin: site.origin, slug }) : { checked: 0, differences: [] }
    const wanted = textOption(call, 'issuer'), seen = [...differences, ...issuer.differences], checked = answers + issuer.checked
    const found = wanted === undefined || wanted === issuerOrigin ? seen : [...seen, { file: `/${slug ?? ''}`, what: `it names the issuer ${issuerOrigin ?? 'none'} instead of ${wanted}` }]
    print(call, { site: site.origin, build: manifest.build, checked, issuer: issuerOrigin, differences: found }, [
      ...found.map(({ file, what }) => `${file}: ${what}`),
      found.length ? `${site.origin} is not what this source builds to: ${found.length} differences in ${checked} answers.` : `${site.origin} is what this source builds to: ${checked} answers, no difference.`,
      issuerOrigin ? `Its pages may ask one other address, the issuer ${issuerOrigin}: compare it with what the school says.` : 'Its pages may ask no other address.',
    ])
    return found.length ? EXIT.refused : EXIT.done
  },
}

function siteOf(call: Call): URL {
  const site = URL.parse(call.names[0] ?? '')
  if (site && /^https?:$/.test(site.protocol)) return site
  throw new Stop(`Say which site, such as https://commons.example.org.\n\n${verify.help}`, EXIT.wrongCall)
}

const reason = (failure: unknown): string => {
  const { cause, message } = failure as { cause?: { code?: string; message?: string }; message: string }
  return cause?.code ?? cause?.message ?? message
}
