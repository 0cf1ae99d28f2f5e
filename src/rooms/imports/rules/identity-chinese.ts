import { CHINESE_WORDS, DOUBLE_SURNAMES, GIVEN, SURNAMES, TITLES, TRANSCRIBED_NAMES, TRANSCRIBED_THINGS, TRANSCRIBING, WEAK_SURNAMES } from './chinese-names.ts'
import type { Finding } from './identity.ts'

const PERSON_BEFORE = /(?:和|跟|与|同|找|叫|叫做|名叫|叫作|姓名|名字|名字是|名为|给|对|见了|见到|约了|约|遇到|陪|帮|帮助|联系|联系了|把|被|由|让|请|问|劝|告诉|室友|同学|朋友|男友|女友|男朋友|女朋友|学生|同桌|导师|介绍|认识|喜欢|、|：|:|感谢|支持者|学长|学姐|学弟|学妹|师兄|师姐|闺蜜|表妹|表哥|妹妹|弟弟|姐姐|哥哥|组长|班长|带教|向|替|是|关于|以及)\s*$/
const PERSON_AFTER = /^\s*(?:说|告诉|问|来|打|联系|觉得|因为|提到|表示|今天|昨天|最近|哭|很|一直|在|想|没|不|也|的|和|与|跟|聊|谈|同学|老师|医生|教授|主任|先生|女士|小姐|失眠|感到|担心|害怕|压力|考试|住|约|，|。|、|：|；|！|？|,|\.|$|（|\(|发|去|找|给|已|都|又|还|提|约|讲|生|病|情绪|心情|建议|介绍|推荐|见|见面|吵|分手|吃|上|下|学|读|打电话|请|让|帮|陪|被|把|到|有|正|刚|其实|总|经常|再|主动|需要|希望|愿意|认为|认|向|对|微信|电话|邮箱|手机|学号|那|这|过|一|两|三|会|要|能|可|用|常|昨|前|周|上周|下周|晚|早|中午|下午|搬|退|离|留|走|笑|嘲|抱|骂|追|看|听|写|念|转|换|失|参|送|拿|带|跑|坐|站|睡|病|摔|受|遇|变|成|当|做|从|对|半|总|老|每|周|星期|礼拜|快|差点|终于|突然|跑|抱怨|开始|决定|答应|拒绝|还|刚才|晚上|早上|凌晨|夜里|整|根本|好像|似乎|大概|可能|也许|喝|送|甩|道|合租|骂|打|抱|追|劝|催|陪|接|救|躲|爱|管|教|训|拉|推|答|认|承|否|拥|牵|退|吐|咳|住|搬)/
const COUNTED_BEFORE = /[一二两三四五六七八九十几这那每某半\d第上下本各多]$/

/** Names in Chinese letters: a family name with a given one, a title after a family name, a foreign name by its sounds. */
export function chineseNames(text: string): Finding[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  const found: Finding[] = []
  for (const run of text.matchAll(/\p{Script=Han}+(?:·\p{Script=Han}+)*/gu)) {
    const before = text.slice(Math.max(0, run.index - NEAR), run.index)
    const end = run.index + run[0].length
    const after = text.slice(end, end + NEAR)
    found.push(...dotted(run[0], run.index), ...inRun(run[0].replace(/·/g, ' '), run.index, before, after))
  }
  return found
}

// Only a foreign name has a dot between its parts.
const dotted = (run: string, start: number): Finding[] => (run.includes('·') ? [{ kind: 'name', text: run, start }] : [])

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The places at which words of this run begin; everyday words that segmenters part are put together again. */
function edgesOf(run: string): ReadonlySet<number> {
  const edges = new Set(Array.from(segmenter.segment(run), (part) => part.index))
  edges.add(run.length)
  // Segmenters glue "and" and "with" to a family name: 和白|敬亭.
  for (let at = 0; at < run.length - 1; at += 1) {
    if (/[和跟与找叫约]/.test(run[at] ?? '') && surnameAt(run, at + 1) > 0 && !CHINESE_WORDS.has(run.slice(at, at + 2))) edges.add(at + 1)
  }
  for (let at = 0; at < run.length; at += 1) {
    for (let length = 4; length >= 2; length -= 1) {
      if (!CHINESE_WORDS.has(run.slice(at, at + length)) || !edges.has(at)) continue
      for (let inside = at + 1; inside < at + length; inside += 1) edges.delete(inside)
      edges.add(at + length)
      break
    }
  }
  return edges
}

// How far around a name its context is looked for.
const NEAR = 12

function inRun(run: string, offset: number, textBefore: string, textAfter: string): Finding[] {
  const edges = edgesOf(run)
  const found: Finding[] = []
  let at = 0
  while (at < run.length) {
    const thing = edges.has(at) ? thingAt(run, at) : 0
    if (thing > 0) {
      at += thing
      continue
    }
    const before = (textBefore + run.slice(Math.max(0, at - NEAR), at)).slice(-NEAR)
    const length = titled(run, at, edges, before) || familyAndGiven(run, at, edges, before, textAfter) || foreign(run, at, edges, before, textAfter) || givenAlone(run, at, edges, before, textAfter)
    if (length > 0) found.push({ kind: 'name', text: run.slice(at, at + length), start: offset + at })
    at += Math.max(length, 1)
  }
  return found
}

// 陈医生, 王老师, 小李, 老张
function titled(run: string, at: number, edges: ReadonlySet<number>, before: string): number {
  const small = /^[小老阿]$/.test(run[at] ?? '') && SURNAMES.has(run[at + 1] ?? '') && (edges.has(at) || at === 0)
  if (small) {
    const after = run.slice(at + 2)
    const alone = !TITLES.has(run.slice(at, at + 2)) && (edges.has(at + 2) || run.length === at + 2) && !CHINESE_WORDS.has(run.slice(at + 1, at + 3))
    if (alone && !/[大最很太变缩幼弱较更]$/.test(before) && PERSON_AFTER.test(after)) return 2
  }
  const surname = surnameAt(run, at)
  if (surname === 0 || COUNTED_BEFORE.test(before)) return 0
  const title = [3, 2, 1].map((length) => run.slice(at + surname, at + surname + length)).find((word) => TITLES.has(word))
  if (!title || !edges.has(at)) return 0
  const strong = surname === 2 || SURNAMES.has(run[at] ?? '')
  if (title.length === 1) return strong && edges.has(at + surname) && PERSON_AFTER.test(run.slice(at + surname + 1)) ? surname + 1 : 0
  return strong || (COMMON_WEAK.test(run[at] ?? '') && edges.has(at + surname) && !CHINESE_WORDS.has(run.slice(at, at + 2))) ? surname + title.length : 0
}

const COMMON_WEAK = /^[高黄林周方安于何马任常万金白江石段文龙成关单易华全叶水牛路明平古商海门原支东]$/

const surnameAt = (run: string, at: number): number => (DOUBLE_SURNAMES.has(run.slice(at, at + 2)) ? 2 : SURNAMES.has(run[at] ?? '') || WEAK_SURNAMES.has(run[at] ?? '') ? 1 : 0)

const CALLED = /(?:名叫|叫做|叫作|姓名[:：是]?|名字[是:：]|名为|她叫|他叫|人叫|生叫|友叫|学叫|称呼)\s*$/
const BOUNDARY = /(?:^|[，。；：！？,;:.!?\s])$/
// An item of its own between marks: 跟进：高翔，周五
const ALONE_BEFORE = /[：:（(、]\s*$/
const ALONE_AFTER = /^\s*(?:[，。；、）),.;]|$)/
const CLEARLY_AFTER = /^(?:说|告诉|觉得|哭|同学|学姐|学长|学弟|学妹|老师|提到|表示|问|失眠|留言|打电话|发消息|聊|谈|分手|吵架|见面)/
const CLOSELY_BEFORE = /(?:和|跟|与|找|约|给|对|联系|联系了|室友|同学|朋友|男友|女友|同桌|导师|、|搭档|闺蜜|想念|看过|认识|担心|嘲笑|感谢|支持者是|带教是|带教|介绍|因为|提到|听到|看到|碰到|提起|说起|见过|问起|陪着|喜欢|暗恋|照顾|朋友叫|叫|被|向|跟着|说|投诉|投诉了|嫉妒|羡慕|讨厌|害怕|怕|恨|感激|埋怨|指责|批评|表扬|举报|离开|拉黑|答应|等着|提醒|邀请|通知|拜访|看望|探望|想起|梦见|问候|问候了|告诉了|遇见|遇到了|认识了)\s*$/

// 王小明: the family name begins a word, the whole ends one, and nothing everyday stands across it.
function familyAndGiven(run: string, at: number, edges: ReadonlySet<number>, before: string, textAfter: string): number {
  const surname = surnameAt(run, at)
  if (surname === 0 || !edges.has(at)) return 0
  if (COUNTED_BEFORE.test(before) && !PERSON_BEFORE.test(before)) return 0
  // A family name of two letters is hardly ever anything else.
  if (surname === 2 && at + 3 <= run.length && !NOT_AFTER_SURNAME.test(run.slice(at + 2))) return at + 4 <= run.length && edges.has(at + 4) && !edges.has(at + 3) ? 4 : 3
  const lengths = [2, 1].filter((given) => mayBeName(run, at, surname, given, edges))
  const given = lengths.find((length) => nameScore(run, at, surname, length, edges, before, run.slice(at + surname + length, at + surname + length + NEAR) + textAfter) >= 0)
  return given === undefined ? 0 : surname + given
}

function mayBeName(run: string, at: number, surname: number, given: number, edges: ReadonlySet<number>): boolean {
  const end = at + surname + given
  const name = run.slice(at, end)
  if (end > run.length || CHINESE_WORDS.has(name) || CHINESE_WORDS.has(run.slice(at, at + 2)) || (given === 2 && CHINESE_WORDS.has(run.slice(at + surname, end)))) return false
  if (NOT_AFTER_SURNAME.test(name.slice(surname)) || /[的了是在和有也很不到过着得地们么吗呢吧与跟把被给让说]/.test(name.slice(surname)) || TITLES.has(run.slice(end - 1, end + 1))) return false
  if (!edges.has(end) && !(given === 2 && edges.has(at + surname))) return false
  return wholeWord(edges, at, end) || edges.has(at + surname) || (given === 2 && edges.has(at + surname + 1))
}

/** How much more than needed speaks for a name; below zero it is none. */
function nameScore(run: string, at: number, surname: number, given: number, edges: ReadonlySet<number>, before: string, after: string): number {
  const end = at + surname + given
  const strong = surname === 2 || SURNAMES.has(run[at] ?? '')
  const likely = Array.from(run.slice(at + surname, end)).filter((each) => GIVEN.has(each)).length
  const singles = Array.from({ length: given }, (_, each) => at + surname + each).every((edge) => edges.has(edge))
  const whole = wholeWord(edges, at, end)
  const context = Number(PERSON_BEFORE.test(before) || CLOSELY_BEFORE.test(before)) + Number(PERSON_AFTER.test(after))
  const score =
    (strong ? 2 : 0) + (likely === given ? 2 : likely) + context * 1.5 + (BOUNDARY.test(before) ? (singles && !ALONE_AFTER.test(after) ? 1 : 0.5) : 0) + (singles && given === 2 ? 1 : 0) + (CALLED.test(before) ? 3 : 0) + (CLEARLY_AFTER.test(after) ? (whole ? 2.5 : 1) : 0) + (whole && CLOSELY_BEFORE.test(before) && context === 2 ? 1.5 : 0) -
    (whole && given === 1 && !(ALONE_BEFORE.test(before) && ALONE_AFTER.test(after)) ? 2 : 0) - (given === 2 && !edges.has(end) ? 1.5 : 0) - (given === 1 && likely === 0 && context < 2 ? 3 : 0)
  return score - (strong ? 4 : 4.5)
}

// What may follow a word that is also a family name, and is no given name.
const NOT_AFTER_SURNAME = /^(?:说|来|的|了|是|在|和|有|也|很|不|去|上|下|一(?:个|家|下|起|直|些|点|样|次|张|本|定|般|位|切|周|天|年|月)|个|家|人|里|中|后|前|时|点|天|年|月|日|号|张|本|次|位|名|着|过|到|得|地|们|么|样|种|些|吗|呢|吧|同学|老师|医生|考试|压力)/

const wholeWord = (edges: ReadonlySet<number>, start: number, end: number): boolean => {
  for (let at = start + 1; at < end; at += 1) if (edges.has(at)) return false
  return true
}

// 阿米娜, 约翰: sounds in a row that are no place, medicine or thing.
function foreign(run: string, at: number, edges: ReadonlySet<number>, before: string, textAfter: string): number {
  const known = [5, 4, 3, 2].map((length) => run.slice(at, at + length)).find((word) => TRANSCRIBED_NAMES.has(word))
  if (known && (edges.has(at) || known.length > 2)) {
    const after = run.slice(at + known.length, at + known.length + NEAR) + textAfter
    if (known.length > 2 || PERSON_BEFORE.test(before) || (before === '' && PERSON_AFTER.test(after)) || /^(?:说|告诉|觉得|同学)/.test(after)) return known.length
  }
  if (!edges.has(at)) return 0
  let end = at
  while (end < run.length && TRANSCRIBING.has(run[end] ?? '') && thingAt(run, end) === 0 && !(end > at && edges.has(end) && CHINESE_WORDS.has(run.slice(end, end + 2)))) end += 1
  // A segmenter may glue the last sound to what follows: 卡|米|拉下.
  while (end > at && !edges.has(end) && !(edges.has(end - 1) && end - at >= 3)) end -= 1
  const after = run.slice(end, end + NEAR) + textAfter
  const spoken = PERSON_BEFORE.test(before) || CLOSELY_BEFORE.test(before) || PERSON_AFTER.test(after)
  if (wholeWord(edges, at, end)) return 0
  if (end - at >= 4) return end - at
  if (end - at === 3) return spoken || before === '' ? end - at : 0
  const closely = CLOSELY_BEFORE.test(before) || /(?:和|跟|与|、)\s*$/.test(before)
  return end - at === 2 && edges.has(at + 1) && SOUNDING.test(run.slice(at, end)) && (closely || before === '') && PERSON_AFTER.test(after) ? 2 : 0
}

// Two letters are sounds only where one of them hardly ever is anything else.
const SOUNDING = /[娜莉娅妮蒂黛莎莱薇琳玛菲珊萨诺伊埃阿艾迪卡科尼丽拉莫穆哈杰凯]/

const thingAt = (run: string, at: number): number => [6, 5, 4, 3, 2].find((length) => TRANSCRIBED_THINGS.has(run.slice(at, at + length))) ?? 0

// 诗涵, 子轩: two characters that parents choose, standing apart, beside words about a person.
function givenAlone(run: string, at: number, edges: ReadonlySet<number>, before: string, textAfter: string): number {
  const pair = run.slice(at, at + 2)
  if (pair.length < 2 || !edges.has(at) || !edges.has(at + 2) || CHINESE_WORDS.has(pair) || NEVER_GIVEN.has(pair)) return 0
  const [first = '', second = ''] = pair
  if (!GIVEN.has(first) || !GIVEN.has(second) || (!STRONGLY_GIVEN.has(second) && !STRONGLY_GIVEN.has(first))) return 0
  const after = run.slice(at + 2, at + 2 + NEAR) + textAfter
  const apart = edges.has(at + 1)
  const both = PERSON_BEFORE.test(before) && PERSON_AFTER.test(after)
  const clear = /^(?:说|告诉|觉得|哭|同学|学姐|学长|老师|失眠|很|今天|昨天|最近|来|问|联系|聊|谈|提到|表示)/.test(after)
  return (apart && (both || clear || (before === '' && PERSON_AFTER.test(after)))) || (!apart && both && clear && STRONGLY_GIVEN.has(first) && STRONGLY_GIVEN.has(second)) ? 2 : 0
}

// Of those characters, the ones that everyday words hardly use.
const STRONGLY_GIVEN: ReadonlySet<string> = new Set('娜秀静丽艳杰娟涛霞刚桂玲诗涵轩浩雨欣梓萱宇泽佳怡俊熙雪梅琳瑶晨曦豪婷倩颖慧莹璐璇琪琦珊珍瑾瑜瑞玮珂珏琛琨莉莲莎菲菁萍蓉薇蕾蕊芸茜茗荷岚峰峻淼淳泓沐溪漪渝滢潇炜烨烁煜煊熠晖昊昕昱晗晓晴晟暄旭旸翔翰翎鸿鹏鹤桐柏彬楷榕馨芬芝妍妮姗姝婉婕媛嫣娇娥婧媚彤彦霏霖鑫钰钧宸彪扬博睿祺祎筠聪芊茵菡蓓蕴裕逸邦雁雯霆韬骁骏凯勋卓奕妤娴宛悦恺敏斌明伟芳强磊军洋勇超文志嘉思子一')
const NEVER_GIVEN: ReadonlySet<string> = new Set(['一文', '文明', '明文', '文超', '超强', '思明', '文静', '文思'])
