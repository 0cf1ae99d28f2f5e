import type { Finding } from './identity.ts'

interface Pattern {
  readonly kind: Finding['kind']
  readonly shape: RegExp
  /** Refuses what only looks like it. */
  readonly unless?: (found: string, before: string, after: string) => boolean
}

const TLD = 'com|ca|org|net|edu|fr|cn|io|me|gg|be|uk|co|us|info|app|dev|ai|tv|ly|gouv|qc|hk|tw|ch|de|au|nz|ie|in|link|page|site|xyz|example|test'
const AT = String.raw`(?:@| @ |\s?[\[({<]\s?(?:at|arobase|arobas|a)\s?[\])}>]\s?)`
const DOT = String.raw`(?:\s?[\[({<]\s?(?:dot|point)\s?[\])}>]\s?|\s(?:dot|point|点)\s|\.)`

const EMAILS: readonly Pattern[] = [
  { kind: 'email', shape: new RegExp(String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_%+'-]|${DOT}(?=[\p{L}\p{N}])){0,63}${AT}[\p{L}\p{N}-]{1,63}(?:${DOT}[\p{L}\p{N}-]{1,63}){0,4}${DOT}\p{L}{2,24}`, 'giu') },
  { kind: 'email', shape: new RegExp(String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}(?:\s(?:dot|point)\s[\p{L}\p{N}_-]{1,63}){0,4}\s(?:at|arobase|arobas|艾特|圈a)\s[\p{L}\p{N}-]{1,63}(?:\s?(?:dot|point|点|\.)\s?[\p{L}\p{N}-]{1,63}){0,4}\s?(?:dot|point|点|\.)\s?(?:${TLD})(?![\p{Script=Latin}\p{N}])`, 'giu') },
  // An address without its end, as people shorten them: amara.o@gmail
  { kind: 'email', shape: /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:gmail|outlook|hotmail|yahoo|icloud|qq|163|126|proton|protonmail|me|live|msn|sina|foxmail|uottawa|mcgill|videotron|bell|rogers)(?![\p{Script=Latin}\p{N}])/giu },
]

const LINKS: readonly Pattern[] = [
  { kind: 'link', shape: /(?:https?:[/]{2}|www\.)[^\s<>"，。；、）)]+/giu },
  { kind: 'link', shape: new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}@.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:${TLD})(?:[/][^\s<>"，。；]*)?(?![\p{Script=Latin}\p{N}])`, 'giu'), unless: (found) => !/[a-z]{2,}\.[a-z]{2}/i.test(found) || /^(?:e\.g|i\.e|p\.ex)/i.test(found) || (!found.includes('/') && /\.(?:me|in|be|us|ai|ie|de|ca)$/i.test(found) && !/^[a-z0-9-]{4,}\./i.test(found)) },
]

const EVERYWHERE = 'instagram|insta|ig|snapchat|snap|sc|tiktok|twitter|telegram|discord|wechat|weixin|whatsapp|kik|reddit|facebook|fb|messenger|line|vx|wx|qq|skype|linkedin|github|bilibili|b站|抖音|微博|小红书|微信号?|威信|企鹅号'
const HANDLES: readonly Pattern[] = [
  { kind: 'handle', shape: /(?<![\p{Script=Latin}\p{N}._])@(?=[\p{L}\p{N}_.]*\p{L})[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu, unless: (found) => /^@(?:home|school|work|campus|library|noon|lunch|the|night|\d{1,2}(?:am|pm|h\d*))$/i.test(found) },
  { kind: 'handle', shape: /[\p{L}\p{N}_.]{2,32}#\d{4}(?!\d)/gu },
  { kind: 'handle', shape: /(?<![\p{Script=Latin}\p{N}/])u[/][\p{L}\p{N}_-]{3,}/giu },
  {
    kind: 'handle',
    shape: new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}])(?:${EVERYWHERE})\s?(?:id|handle|username|user|account|name|号|号码|账号|帐号|是|compte|pseudo|identifiant)?\s?(?:is|est|=|:|：|是)?\s?(?=[a-z0-9_.-]*[\d_.-][a-z0-9_.-]*)[a-z][a-z0-9_.-]{2,}[a-z0-9_]`, 'giu'),
    unless: (found) => /(?:com|\.$)$/i.test(found) || /covid-19$/i.test(found),
  },
  { kind: 'handle', shape: new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}])(?:${EVERYWHERE})\s?(?:id|handle|username|号|账号|帐号|compte|pseudo|identifiant)\s?(?:is|est|=|:|：|是)?\s?[a-z0-9_][a-z0-9_.-]{3,}`, 'giu') },
  { kind: 'handle', shape: new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}])(?:${EVERYWHERE})\s?(?:=|:|：)\s?[a-z0-9_][a-z0-9_.-]{3,}`, 'giu') },
]

const MONEY_BEFORE = /(?:[$€£¥￥]|usd|cad|rmb|eur|hk\$)\s?$/i
const COUNTED_AFTER = /^\s?(?:[$€£¥%]|k\b|dollars?|euros?|bucks|yuan|hours?|hrs?|heures?|words?|mots|steps?|pas\b|pages?|students?|étudiant|people|personnes|participants?|points?|mg|ml|kg|km|calories|kcal|followers|views|cells|patients|min\b|minutes|seconds|ms\b|years|ans\b|块|元|字|步|页|人|小时|分钟|毫克|米|公里|次)/i
const NUMBER_SAID = /(?:student|matricule|étudiant|etudiant|badge|employee|card|carte|file|dossier|chart|mrn|health|account|compte|passport|passeport|sin|nas|ramq|ohip|id|i\.d\.|identifiant|number|numéro|numero|num|no|n[°º]|nº|nr|#|code permanent|学号|工号|证号|身份证|卡号|编号|号码|病历号|账号|护照)\s?(?:number|card|code|étudiant|etudiant|no\.?|n[°º]|#|号|码)?\s?(?:is|was|est|étudiant|是|为|:|：|=|#)?\s*(?:is|est|是)?\s*$/i
const CARD_SAID = /(?:student|matricule|étudiante?|badge|card|carte|file|dossier|chart|mrn|passport|passeport|sin|nas|ramq|ohip|code permanent|学号|工号|证号|身份证|卡号|病历号|护照)[^\d]{0,16}$/i
const PHONE_SAID = /(?:phone|cell|mobile|call|text|tel|tél|téléphone|telephone|cellulaire|whatsapp|appel|appeler|texter|rejoindre|reach|number|numéro|numero|电话|手机|手机号|号码|致电|拨打|联系方式|短信)\s?(?:me|him|her|them|number|号|号码|at|is|on|au|à|est|是|了|为)*\s?(?:is|at|on|au|est|是|:|：|=)?\s*$/i

const YEAR = String.raw`(?:19|20)\d\d`
const NO_NUMBER = [
  new RegExp(String.raw`^${YEAR}[-./]\d{1,2}[-./]\d{1,2}$`),
  new RegExp(String.raw`^\d{1,2}[-./ ]\d{1,2}[-./ ]${YEAR}$`),
  new RegExp(String.raw`^${YEAR}(?:\s?[-–—/]\s?${YEAR})+$`),
  new RegExp(String.raw`^${YEAR}(?:\s${YEAR})+$`),
  /^(?:[01]\d|2[0-3])[0-5]\d\s?[-–—]\s?(?:[01]\d|2[0-4])[0-5]\d$/,
  /^\d{1,3}(?:\s?[-–—]\s?\d{1,3}){1}$/,
  /^\d{1,2}(?:\s\d{1,2}){1,8}$/,
  /^\d+\.\d+$/,
  new RegExp(String.raw`^\d{1,2}/${YEAR}$`),
]

function numbersIn(text: string): Finding[] {
  const found: Finding[] = []
  for (const match of text.matchAll(/(?<![\p{Script=Latin}\p{N}.,])(?:\+|00)?[(]?\d(?:[\d()]|[\s.\-–—·•](?=[\s(]*\d)|\s?[/](?=\d{3}))*\d[)]?(?![\p{L}]*\p{N})/gu)) {
    const written = match[0]
    const before = text.slice(Math.max(0, match.index - 40), match.index)
    const after = text.slice(match.index + written.length, match.index + written.length + 20)
    const kind = numberKind(written.trim(), before, after)
    if (kind) found.push({ kind, text: written, start: match.index })
  }
  return found
}

function numberKind(written: string, before: string, after: string): 'phone' | 'number' | null {
  const digits = written.replace(/\D/g, '')
  if (PHONE_SAID.test(before) && digits.length >= 7) return 'phone'
  if (NUMBER_SAID.test(before) && digits.length >= 4 && !(digits.length === 4 && new RegExp(`^${YEAR}$`).test(digits) && !/[#º°号]\s*$/.test(before))) return looksLikePhone(written) && !CARD_SAID.test(before) ? 'phone' : digits.length >= 4 && !/room|salle|local|bureau|office|suite|apt|教室|房间|室/i.test(before) ? 'number' : null
  if (digits.length < 6) return null
  if (MONEY_BEFORE.test(before) || COUNTED_AFTER.test(after)) return null
  if (digits.length >= 7 && /^\d(?:[\s.-]\d)+$/.test(written)) return digits.length >= 9 || PHONE_SAID.test(before) ? 'phone' : null
  if (looksLikePhone(written)) return 'phone'
  if (NO_NUMBER.some((shape) => shape.test(written))) return null
  return digits.length >= 6 ? 'number' : null
}

const looksLikePhone = (written: string): boolean => {
  const digits = written.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15 || NO_NUMBER.slice(0, 5).some((shape) => shape.test(written))) return false
  return (
    /^(?:\+|00)\s?\d/.test(written) ||
    /^(?:1[\s.-]?)?[(]?\d{3}[)]?[\s.\-–/]{0,2}\d{3}[\s.\-–]{1,2}\d{4}$/.test(written) ||
    /^\d{3}[\s.\-–]\d{4}$/.test(written) ||
    /^0\d(?:[\s.\-–]?\d{2}){4}$/.test(written) ||
    /^0\d{2,4}[\s.\-–]?\d{3,4}[\s.\-–]?\d{3,4}$/.test(written) ||
    /^1[3-9]\d[\s.\-–]?\d{4}[\s.\-–]?\d{4}$/.test(written) ||
    /^[(]0\d{1,4}[)][\s.\-–]?\d{3,4}[\s.\-–]?\d{3,4}$/.test(written) ||
    /^(?:1[\s.-]?)?\d{3}[\s.\-–]?\d{3}[\s.\-–]?\d{4}$/.test(written) ||
    /^\d{2,4}(?:[\s.\-–]\d{2,4}){2,5}$/.test(written)
  )
}

const DIGIT_WORDS = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|soixante|cent'
const IDS: readonly Pattern[] = [
  // Letters and digits together, as student and health cards have them.
  { kind: 'number', shape: /(?<![\p{Script=Latin}\p{N}-])\p{Lu}{1,4}[\s-]?\d{5,}(?:[\s-]?\d+)*(?![\p{Script=Latin}\p{N}])/gu, unless: (found) => /^(?:COVID|SARS|AM|PM|IN|ON|AT|OF|TO)/.test(found) },
  { kind: 'number', shape: /(?<![\p{Script=Latin}\p{N}-])[a-z]{1,3}\d{5,}[a-z]?(?![\p{Script=Latin}\p{N}])/gu },
  { kind: 'number', shape: /(?<![\p{Script=Latin}\p{N}])\d{6,}[a-zA-Z]{1,2}(?![\p{Script=Latin}\p{N}])/gu, unless: (found) => /(?:mg|ml|kg|km|ms|am|pm|k|m|h)$/i.test(found) },
  { kind: 'number', shape: /(?<![\p{Script=Latin}\p{N}])\d{17}[\dXx](?!\d)/gu },
  { kind: 'number', shape: /(?:student|étudiante?|matricule|badge|card|carte|code permanent|id|学号|工号|证号|病历号)\s?(?:number|no\.?|n[°º]|id|#|号)?\s?(?:is|est|:|：|是|=|#)?\s?(?=[A-Z-]*\d[A-Z\d-]*\d)[A-Z\d][A-Z\d-]{4,}(?![\p{Script=Latin}\p{N}])/giu, unless: (found) => /covid-19$/i.test(found) || !/\d{3}/.test(found) },
  { kind: 'phone', shape: new RegExp(String.raw`(?<![\p{L}])(?:(?:${DIGIT_WORDS})(?:[\s,-]+|$)){7,}`, 'giu') },
  { kind: 'phone', shape: /(?:[零〇○一二三四五六七八九幺两][\s-]?){7,}/gu },
]

/** E-mail addresses, links, handles, telephone, student and other numbers, also as people write them around filters. */
export function numbersAndAddresses(text: string): Finding[] {
  const found: Finding[] = []
  let rest = text
  const take = (patterns: readonly Pattern[]) => {
    for (const { kind, shape, unless } of patterns) {
      for (const match of rest.matchAll(shape)) {
        if (unless?.(match[0], rest.slice(0, match.index), rest.slice(match.index + match[0].length))) continue
        found.push({ kind, text: match[0], start: match.index })
        rest = blanked(rest, match.index, match[0].length)
      }
    }
  }
  take(EMAILS)
  take(LINKS)
  take(HANDLES)
  take(IDS)
  for (const each of numbersIn(rest)) {
    found.push(each)
    rest = blanked(rest, each.start, each.text.length)
  }
  return found
}

// What was found is not looked at again; everything keeps its place.
const blanked = (text: string, start: number, length: number): string => `${text.slice(0, start)}${' '.repeat(length)}${text.slice(start + length)}`
