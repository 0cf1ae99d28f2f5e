import type { Locale } from '../../../ui/same-words.ts'
import type { Finding } from './identity.ts'
import { ANY_NAMES } from './given-names.ts'
import { PROPER_PHRASES } from './proper-words.ts'
import { bareWord, isEveryday, isProperWord, likelihood, type NameLikelihood } from './vocabulary.ts'

interface Token {
  readonly text: string
  readonly bare: string
  readonly start: number
  /** What stands between the token before and this one. */
  readonly gap: string
  readonly opensSentence: boolean
  readonly capital: boolean
  readonly shouted: boolean
  readonly kind: NameLikelihood
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

// Words after which a person stands, and words that a person does.
const TITLES = set('dr dre mr mrs ms mx miss prof professor professeur professeure docteur docteure doctor mme mlle monsieur madame sir nurse coach dean')
const NAMING = set('named nommee nomme prenomme prenommee surnomme nicknamed prenom appelle appellait appelait alias aka called')
const WITH_PERSON = set(
  'with met meet meets meeting saw see seeing told tell asked ask called call texted text phoned emailed messaged contacted contact visited visit helped help supported support named dating and friend roommate partner boyfriend girlfriend sister brother classmate student supporter mentor cousin flatmate housemate wife husband mother father mom dad daughter son aunt uncle by for to about from without like thanks thank cc hi hello hey dear mate buddy colleague neighbour neighbor girl guy boy resident advisor adviser tutor ta preceptor introduced dated married between avec chez rencontre rencontrer vu voir revu appele texte ecrit parle parler discute ami amie copain copine blonde chum coloc colocataire soeur frere mere pere cousine collegue etudiant etudiante aide soutenu contacte prevenu invite bonjour salut allo cher chere merci pour par et sans mentore tuteur tutrice conjoint conjointe residente aupres entre fils fille tante oncle camarade',
)
const DOES = set(
  'said says say told tells asked asks feels felt feel is was has had wants wanted came comes called calls texted emailed messaged needs needed thinks thought cried cries mentioned mentions shared shares talked talks spoke wrote writes seemed seems looked looks reported reports struggles struggled struggling booked cancelled canceled arrived left will would did does explained explains lives works studies studied failed passed worries worried knows knew started stopped who can cannot could should keeps kept got gets went goes never always just also really still broke lost missed found failed agreed declined disclosed described sounded dit disait dira demande demandait veut voulait vient venait est etait avait a pense pensait pleure pleurait raconte racontait parle parlait semble semblait vit travaille etudie va allait ne se lui m nous vous qui craint dort souffre appelle appelait ecrit arrive part reste peut pouvait doit devait sera aura aurait ressent trouve prefere refuse accepte quitte manque a-t-elle',
)
const CLEARLY_DOES = set('said says told tells asked asks feels felt wants wanted came comes texted emailed messaged cried cries talked spoke wrote seemed looked who thinks thought disclosed dit disait demande veut voulait pense pleure pleurait raconte parle dort ressent qui craint lives worries worried broke')

const PLACE_AFTER = set('street st avenue ave road rd boulevard blvd drive lane crescent hall building bldg library centre center campus hospital clinic college university school residence tower pavilion auditorium theatre theater lounge cafe gym station park plaza wing lab labs square institute bridge house court commons foundation hotel gardens atrium chapel')
const PLACE_BEFORE = set('pavillon salle bibliotheque hopital rue avenue boulevard boul edifice residence campus college cegep universite clinique clsc parc station metro amphitheatre auditorium aile gare place ecole university hospital school pavilion hall tour institut fondation chemin lac')
const OF_PLACE = set('of de du des la le d l')
const THING_AFTER = set('app apps software website platform podcast course lecture lectures exam exams module rotation club protocol program programme textbook conference workshop framework scale questionnaire inventory index score festival semester curriculum syndrome disease theorem law test sign palsy method technique hierarchy criteria model effect procedure maneuver manoeuvre classification staging stain cycle reflex formula triad guidelines notes deck flashcards lecturio album movie series book game award scholarship bursary prize fund')
const THING_BEFORE = set('maladie syndrome echelle test methode loi theoreme signe critere criteres classification effet technique livre film serie jeu appli application logiciel app bourse prix cours module examen stage')
const WHERE_BEFORE = set('in near en visiting around across throughout via au aux')
const ANGRY_AT = set('angry mad upset yell yelled yelling shout shouted frustrated annoyed look looked laugh laughed laughing scream screamed snapped')
const CAME_FROM = set('moved came comes is are flew back returning transferred away originally home family moving far')
const KIN = set('mother father mom dad parents sister brother friend friends roommate partner boyfriend girlfriend group supporter birthday funeral house room phone number email notes husband wife family aunt uncle cousin')
const CALENDAR = set('may june april august january march jan jun summer autumn winter mai avril juin aout mars')
const CALENDAR_BEFORE = set('in until since before by last next this early late mid of during from to end through every each week en de d fin debut debut-mai depuis avant apres jusqu le la mi-mai between and et')

/** Names in Latin letters, by their shape, the words around them and the words they are not. */
export function latinNames(text: string, locale: Locale): Finding[] {
  const tokens = tokensOf(text, locale)
  const titleCase = isTitleCase(tokens)
  const shouting = tokens.length > 2 && tokens.every((token) => token.text.length < 2 || token.shouted)
  const allowed = phraseTokens(tokens)
  const named = tokens.map((token, at) => !allowed.has(at) && isName(tokens, at, { titleCase, shouting }))
  // A capital beside a name belongs to it, unless it plainly is a word: "Amina Test", "J. Okafor", "Marie TREMBLAY".
  for (const [at, token] of tokens.entries()) {
    if (named[at] || allowed.has(at) || !token.capital || token.kind === 'word') continue
    const joined = (named[at - 1] && token.gap === ' ') || (named[at + 1] && /^\.? $/.test(tokens[at + 1]?.gap ?? ''))
    if (joined && !(token.opensSentence && isEveryday(token.bare))) named[at] = true
  }
  return [...runs(tokens, named), ...initials(text), ...otherScripts(text)]
}

function tokensOf(text: string, locale: Locale): Token[] {
  const found = [...text.matchAll(/\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’‘ʼ-]\p{Script=Latin}[\p{Script=Latin}\p{M}]*)*/gu)]
  return found.map((match, at) => {
    const start = match.index
    const previous = found[at - 1]
    const gap = text.slice(previous ? previous.index + previous[0].length : 0, start)
    const afterTitle = previous !== undefined && TITLES.has(bareWord(previous[0])) && gap.trim() === '.'
    const opens = !afterTitle && (previous === undefined ? !/[\p{Script=Han}\p{N}]/u.test(gap) : /[.!?…。！？:;：；\n•|]["'”’»)\]]*\s*["'“‘«([]*\s*[-–—*]?\s*$/.test(gap) || /^\s*[-–—*]\s+$/.test(gap))
    const bare = bareWord(match[0])
    const core = match[0].replace(/^(?:[ldjnsmtc]|qu)['’](?=\p{Lu})/iu, '').replace(/['’]s$/, '')
    return {
      text: match[0], bare, start, gap,
      // Chinese text gives a capital only to names and to words that keep it.
      opensSentence: opens && locale !== 'zh',
      capital: /^\p{Lu}/u.test(core),
      shouted: /^[\p{Lu}\p{M}'’-]+$/u.test(core) && core.length > 1,
      kind: kindOf(bare),
    }
  })
}

// "Marie-Ève" is a name because of its parts, "Self-Care" a word because of them.
function kindOf(bare: string): NameLikelihood {
  const whole = likelihood(bare)
  if (whole !== 'unknown' || !/[-']/.test(bare)) return whole
  if (/^sainte?-/.test(bare)) return 'word'
  const parts = bare.split(/[-']/).filter((part) => part !== '').map(likelihood)
  if (parts.includes('name')) return 'name'
  return parts.every((part) => part === 'word') ? 'word' : parts.includes('unknown') ? 'unknown' : 'either'
}

function isTitleCase(tokens: readonly Token[]): boolean {
  const long = tokens.filter((token) => token.text.length > 3)
  return long.length > 3 && long.filter((token) => token.capital).length > long.length * 0.8 && !tokens.some((token) => DOES.has(token.bare) && !token.capital)
}

function phraseTokens(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>()
  const words = tokens.map((token) => token.text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/['’-]/g, ' '))
  for (const phrase of PROPER_PHRASES) {
    for (let at = 0; at < words.length; at += 1) {
      let joined = ''
      for (let length = 1; length <= 4 && at + length <= words.length; length += 1) {
        joined = words.slice(at, at + length).join(' ')
        if (joined === phrase) for (let each = at; each < at + length; each += 1) found.add(each)
      }
    }
  }
  return found
}

interface Manner {
  readonly titleCase: boolean
  readonly shouting: boolean
}

function isName(tokens: readonly Token[], at: number, { titleCase, shouting }: Manner): boolean {
  const token = tokens[at]
  if (!token) return false
  const before = tokens[at - 1]
  const next = tokens[at + 1]
  const touching = before !== undefined && /^[\s.,'’"“«(]*$/.test(token.gap) && token.gap.length <= 3
  const previous = touching ? before.bare : ''
  if (TITLES.has(previous) && before?.text !== 'ms' && token.kind !== 'word' && !isEveryday(token.bare)) return token.capital || previous !== 'miss'
  if (TITLES.has(previous) && token.capital && token.kind !== 'word') return true
  if (isSpokenOf(tokens, at) && (token.kind === 'name' || token.kind === 'unknown' || (token.capital && token.kind === 'either'))) return true
  if (shouting) return token.kind === 'name' || (token.kind === 'unknown' && (WITH_PERSON.has(previous) || DOES.has(next?.bare ?? '')) && token.text.length > 3)
  if (!token.capital) return isSmallName(tokens, at, previous)
  if (token.shouted && token.text.length <= 6 && token.kind !== 'name') return false
  if (token.shouted && token.kind === 'unknown') return WITH_PERSON.has(previous) || DOES.has(next?.bare ?? '')
  if (isInnerCapital(coreOf(token))) return token.kind !== 'word'
  if (isThing(tokens, at)) return false
  switch (token.kind) {
    case 'name': return !isNamedPlace(tokens, at)
    case 'word': return false
    case 'unknown': return token.text.length > 1 && !isPlaceOrTime(tokens, at)
    case 'either': return isPersonHere(tokens, at, previous, titleCase)
  }
}

// "her name is Xiadani", "je m'appelle", "goes by": whatever stands there is a name.
function isSpokenOf(tokens: readonly Token[], at: number): boolean {
  const back = (n: number) => tokens[at - n]?.text.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replace(/’/g, "'") ?? ''
  if (NAMING.has(back(1)) && back(1) !== 'called') return true
  if (/^(?:is|est|was|being)$/.test(back(1)) && /^(?:name|prenom|nom|surname|nickname)$/.test(back(2))) return true
  if (/^(?:m|s|t)'appel(?:le|lait|ait)$/.test(back(1))) return true
  return back(1) === 'by' && /^(?:goes|go|went)$/.test(back(2))
}

// Small letters hide a name from shape; a listed one that is no word, or a stranger between "with" and "about", is found all the same.
function isSmallName(tokens: readonly Token[], at: number, previous: string): boolean {
  const token = tokens[at]!
  const next = tokens[at + 1]
  if (token.kind === 'name') return !isEveryday(token.bare) || WITH_PERSON.has(previous)
  if (token.kind === 'either' && token.text.length > 2 && ANY_NAMES.has(token.bare) && next?.kind === 'name' && next.gap === ' ' && !next.capital) return WITH_PERSON.has(previous)
  if (token.kind !== 'unknown' || token.text.length < 3) return false
  const spoken = previous === 'to' && /^(?:talk|spoke|speak|talked|talking|speaking|wrote|writing|listened|reached)$/.test(tokens[at - 2]?.bare ?? '')
  const personal = spoken || /^(?:with|met|told|avec|chez|saw|texted|contacted)$/.test(previous)
  return personal && next !== undefined && /^(?:about|today|yesterday|again|after|who|because|and|said|from|last|this|sur|hier|aujourd|qui|car|apres|et|encore|ce|lundi|mardi|mercredi|jeudi|vendredi)$/.test(next.bare) && next.gap === ' '
}

// McDonald, DeShawn and O'Neill against YouTube and PowerPoint.
const coreOf = (token: Token): string => token.text.replace(/['’]s$/, '')
const isInnerCapital = (text: string): boolean => /^(?:Mc|Mac|De|Des|La|Le|Da|Di|Du|Fitz|O['’]|D['’]|Ja|Ke|Van|Von|Al|El|Abu|Ibn|Ben|Bin|St)\p{Lu}\p{Ll}+$/u.test(text)

function isThing(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!
  const next = tokens[at + 1]
  const before = tokens[at - 1]
  if (/\p{Ll}\p{Lu}/u.test(token.text) && !isInnerCapital(coreOf(token)) && token.kind !== 'name') return true
  const end = runEnd(tokens, at)
  const follower = tokens[end + 1]
  const personal = WITH_PERSON.has(before?.bare ?? '') && token.kind !== 'unknown'
  if (personal || DOES.has(follower?.bare ?? '')) return false
  if (follower && / ?-?/.test(follower.gap) && /^[ -]$/.test(follower.gap) && THING_AFTER.has(follower.bare) && token.kind !== 'name') return true
  if (next && token.text.endsWith("'s") && THING_AFTER.has(next.bare) && next.gap === ' ' && /^(?:syndrome|disease|theorem|law|test|sign|palsy|method|technique|hierarchy|criteria|model|effect|maneuver|manoeuvre|triad|cycle)$/.test(next.bare)) return true
  const start = runStart(tokens, at)
  const leader = leaderOf(tokens, start)
  return leader !== null && THING_BEFORE.has(leader) && token.kind !== 'name'
}

function isPlaceOrTime(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!
  const start = runStart(tokens, at)
  const end = runEnd(tokens, at)
  const follower = tokens[end + 1]
  const before = tokens[start - 1]
  const back = before && /^[\s(]*$/.test(tokens[start]!.gap) ? before.bare : ''
  const further = tokens[start - 2]?.bare ?? ''
  const personal = /^(?:with|met|told|avec|chez|saw|and|et)$/.test(back)
  const possessive = /['’]s$/.test(token.text)
  if (!possessive && !personal && ((end > at && placeWithin(tokens, at + 1, end)) || (follower && follower.gap === ' ' && PLACE_AFTER.has(follower.bare)))) return true
  const leader = leaderOf(tokens, start)
  if (leader !== null && PLACE_BEFORE.has(leader) && !DOES.has(follower?.bare ?? '')) return true
  if (start < at && PLACE_BEFORE.has(tokens[start]!.bare)) return true
  if (WHERE_BEFORE.has(back)) return true
  if (back === 'at' && !ANGRY_AT.has(further)) return true
  if (back === 'from' && CAME_FROM.has(further)) return true
  return back === 'to' && /^(?:moved|moving|flew|travel|travelled|going|go|went|trip|returned|commute|drive|back|transfer|transferred|move|relocated)$/.test(further)
}

// Streets and halls are called after people: "Salle Claude-Champagne", "Morisset Library", unless somebody is met or does something there.
const BUILT = set('pavillon salle bibliotheque rue avenue boulevard boul edifice amphitheatre auditorium hopital cegep college ecole campus station metro residence parc pont tour')
const BUILT_AFTER = set('street st avenue ave road rd boulevard blvd drive crescent hall building bldg library hospital college university auditorium theatre theater pavilion tower bridge park square')
function isNamedPlace(tokens: readonly Token[], at: number): boolean {
  const start = runStart(tokens, at)
  const end = runEnd(tokens, at)
  const follower = tokens[end + 1]
  if (/['’]s$/.test(tokens[at]!.text) || DOES.has(follower?.bare ?? '') || /^(?:with|met|told|avec|chez|saw)$/.test(tokens[start - 1]?.bare ?? '')) return false
  if (end > at && tokens.slice(at + 1, end + 1).some((each) => BUILT_AFTER.has(each.bare))) return true
  return BUILT.has(leaderOf(tokens, start) ?? '') || (start < at && BUILT.has(tokens[start]!.bare))
}

const placeWithin = (tokens: readonly Token[], from: number, to: number): boolean => tokens.slice(from, to + 1).some((each) => PLACE_AFTER.has(each.bare))

// The word before a run, over "de la" and "of": pavillon de la Roger-Guindon.
function leaderOf(tokens: readonly Token[], start: number): string | null {
  let at = start - 1
  if (!tokens[start] || !/^[\s'’-]*$/.test(tokens[start].gap)) return null
  while (at >= 0 && OF_PLACE.has(tokens[at]!.text.toLowerCase().replace(/['’]$/, '')) && start - at <= 3) at -= 1
  return at >= 0 ? tokens[at]!.bare : null
}

function runStart(tokens: readonly Token[], at: number): number {
  let start = at
  while (start > 0 && tokens[start - 1]!.capital && /^[ -]$/.test(tokens[start]!.gap) && !WITH_PERSON.has(tokens[start - 1]!.bare)) start -= 1
  return start
}
function runEnd(tokens: readonly Token[], at: number): number {
  let end = at
  while (tokens[end + 1]?.capital && /^[ -]$/.test(tokens[end + 1]!.gap)) end += 1
  return end
}

// Grace, Mark, May, Victoria, Jordan: only the company they keep tells.
// French verbs in the future or the conditional: "Rose reviendra".
const does = (bare: string): boolean => DOES.has(bare) || /(?:[^p]era|ira|dra|rra|rait|raient)$/.test(bare)

function isPersonHere(tokens: readonly Token[], at: number, previous: string, titleCase: boolean): boolean {
  const token = tokens[at]!
  const next = tokens[at + 1]
  const doing = next !== undefined && next.gap === ' ' && !next.capital ? next.bare : ''
  const beside = next?.capital === true && next.gap === ' ' && (next.kind !== 'word' || (isProperWord(next.bare) && !isEveryday(next.bare))) && !PLACE_AFTER.has(next.bare)
  if (isPlaceOrTime(tokens, at) && !CLEARLY_DOES.has(doing)) return false
  if (CALENDAR.has(token.bare)) {
    const dated = CALENDAR_BEFORE.has(previous) || /\d\s*$/.test(token.gap) || /^\s*\d/.test(next?.gap ?? '')
    return !dated && (CLEARLY_DOES.has(doing) || /^(?:with|met|told|avec|chez|saw)$/.test(previous))
  }
  if (/['’]s$/.test(token.text) && !isProperWord(token.bare) && (!token.opensSentence || KIN.has(doing))) return true
  // "Nouvel An", "So", "Do": so short, only a second name or somebody to meet makes a name of it.
  if (token.bare.length <= 3 && isEveryday(token.bare) && !beside) return /^(?:with|met|told|avec|chez|saw|texted|called|named|dr|and|et)$/.test(previous)
  if (token.opensSentence) return beside || CLEARLY_DOES.has(doing) || (doing.endsWith('ed') && isEveryday(doing) && doing.length > 4) || ((does(doing) || /^(?:and|et)$/.test(doing)) && !isOrdinary(token.bare))
  if (isProperWord(token.bare)) return beside || CLEARLY_DOES.has(doing) || /^(?:with|met|told|avec|chez|saw|texted|called|named|friend|roommate|ami|amie|and|et)$/.test(previous)
  if (titleCase) return beside || WITH_PERSON.has(previous)
  return true
}

// Words that open sentences so often that "is" or "was" after them says nothing.
const ORDINARY = set('can so do on or no in min mo ho he la li le les mes ma sa se si son to ou on an or a will may long art hope joy love chance faith song sky storm summer winter autumn dawn sage light sun sol page hall house hill law field ward price king queen prince noble young wood stone rain earl pat trust charity mercy patience liberty prudence desire constant loup petit grand blanc brun noir roux parent reine rond bon vivant soleil fleur marine olive valentine victoire mars mai long lang ten ming law cote unique ambre court marin')
const isOrdinary = (bare: string): boolean => ORDINARY.has(bare)

function runs(tokens: readonly Token[], named: readonly boolean[]): Finding[] {
  const found: Finding[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    if (!named[at]) continue
    let end = at
    while (named[end + 1] && tokens[end + 1]!.gap.trim().length <= 1) end += 1
    const words = tokens.slice(at, end + 1)
    found.push({ kind: 'name', text: words.map((word) => word.text).join(' '), start: tokens[at]!.start })
    at = end
  }
  return found
}

// "met with A.O.", "saw J. S. again"
const initials = (text: string): Finding[] =>
  [...text.matchAll(/(?<=(?:^|[^\p{L}])(?:with|met|saw|told|student|friend|classmate|avec|vu|rencontré|chez|et|and|étudiante?|amie?|和|跟|与|同学|学生)\s?)\p{Lu}\.\s?(?:\p{Lu}\.)+(?![\p{L}])/giu)]
    .filter((match) => !/^(?:P\.M|A\.M|U\.S|U\.K|I\.D|R\.A|T\.A)/.test(match[0]) && /^\p{Lu}/u.test(match[0]))
    .map((match) => ({ kind: 'name', text: match[0], start: match.index }))

// Letters of no language of the program: Cyrillic, Arabic, Hangul, Devanagari. In these texts they hold names.
const otherScripts = (text: string): Finding[] =>
  [...text.matchAll(/(?:[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Greek}\p{Script=Thai}\p{Script=Tamil}\p{Script=Gurmukhi}\p{Script=Bengali}]\p{M}*){3,}/gu)].map((match) => ({ kind: 'name', text: match[0], start: match.index }))
