import { describe, expect, test } from 'vitest'
import type { Locale } from '../../../ui/same-words.ts'
import { ANY_NAMES } from './given-names.ts'
import { screenFreeText, type FindingKind } from './identity.ts'
import { bareWord } from './vocabulary.ts'

// The names here were written down for this test, from many places, and not copied from the detector's lists: most of them are in none.
const LATIN_NAMES = `Oluwaseyi Adeniran|Thandeka|Nokuthula Dlamini|Xochitl Ruvalcaba|Citlali|Anoushka|Siddharth Venkataraman|Bhavesh Parmar|Jaspreet Dhanoa|Hyun-woo|Seo-yeon Baek|Minh-Anh Đặng|Thuỳ Linh|Nguyễn Bảo Châu|Kaveh Mirzaei|Golnaz
Shirin Tabrizi|Yerlan|Aizhan Bekova|Oksana Hrytsenko|Zdravko|Miroslav Kopecký|Þórdís|Aoibhinn|Siobhán Ní Dhálaigh|Caoimhe|Tāne Ngata|Leilani Kealoha|Sefa Tuilagi|Yohannes Tesfaye|Selamawit|Chiamaka|Obinna|Kwaku Antwi|Fatoumata Keïta
Aïssata|Maëlys|Loïc Kervella|Enora|Gwenaëlle|Anaëlle Chouinard|Marie-Soleil Thériault|Jean-Christophe Ayotte|Zacharie|O'Shaughnessy|DeShawn|LaKeisha|McAllister|Dariusz Wójcik|Emre Çelik|Şule|Björk|Håkon Solberg|Ximena Etxeberria
Mehwish|Zaynab Al-Khatib|Abdirahman Warsame|Hodan|Tsering Dolma|Sokha Chea|Grace|Mark Hollis|Olivia|Noah Bennett|Camille|Thomas Gervais|Priyanka|Mei-Ling|Wei|Aarav|Ifeoma Nwosu|Ndeye|Tumelo`.split(/[|\n]/)
const CHINESE = `王梓涵|李浩宇|张雨桐|刘一诺|陈思远|杨若曦|赵婉清|黄俊杰|周子墨|吴佩珊|徐静怡|孙志强|马晓燕|朱文博|胡雅琳|郭振宇|林嘉慧|何秋实|高翔|罗丹|郑凯文|梁诗琪|宋雨薇|许诺|韩雪|邓丽|曹颖|彭越|司马青|欧阳娜|诸葛明|陆离|顾清|孟瑶|秦岚|苏晴
贾思雨|沈从周|叶知秋|方文山|石磊|龙一鸣|白敬亭|江疏影|阿米娜|哈立德|纳迪娅|埃琳娜|玛塞拉|陈医生|王老师|李学姐|张同学|Emily|Kevin Zhang|Amara`.split(/[|\n]/)

const WITH_NAME: Record<Locale, string> = {
  en: `Met with {} about the anatomy exam and the week ahead.|{} said she has not slept since Sunday.|Student asked whether {} could come along next time.|We talked about how {} left the group.|Her roommate {} moved out in March.|Feeling low after the argument with {}.
Follow up with {} before the OSCE.|Referred to Dr. {} at the health service.|{} and a friend came to the drop-in together.|Worried about {}, who failed the midterm.|I told {} about the walk-in clinic.|Exam stress; also mentioned {} twice.|Email from {} about the placement.|Check in again on Tuesday ({}).
The conflict is with {}'s study group.|{} texted at 9:30 pm, very upset.|Ask {} for the notes.|Sister of {}, same class.|Second visit. {} feels better now.|Partner is called {} and lives in Toronto.`,
  fr: `Rencontre avec {} au sujet de l’examen d’anatomie.|{} dit qu’elle ne dort plus depuis dimanche.|Son amie {} a quitté le groupe en mars.|On a parlé de {} et du stage.|Conflit avec {} pendant la garde.|Suivi avec {} avant les ECOS.|Orientation vers la Dre {} à la clinique.|A écrit à {} hier soir.|Inquiète pour {}, qui a échoué.
{} pleurait au téléphone.|Sa colocataire {} déménage.|Demander à {} pour les notes de cours.|Le père de {} est malade.|Première visite. {} va mieux maintenant.|Elle s’appelle {} et habite à Gatineau.|Stress, sommeil; a mentionné {} deux fois.|Courriel de {} à propos de l’externat.`,
  zh: `今天和{}聊了考试压力。|{}说她最近失眠。|她的室友{}搬走了。|跟{}一起去了图书馆，情绪好一些。|他提到{}很多次。|联系了{}，下周再见。|因为{}的事很难过。|学生名叫{}，大三。|{}同学觉得很孤独。|和{}分手后情绪低落。|下周三再约{}。|担心{}，他没通过考试。|带教是{}，压力很大。|跟进：{}，周五下午。`,
}
const ADDRESSES: Record<Locale, readonly [FindingKind, string][]> = {
  en: [
    ['email', 'Write to t.dlamini@med.ridgeway.example for the notes.'], ['email', 'her address is zoe_k99@gmail.com'], ['email', 'reach me at kofi dot a at outlook dot com'], ['email', 'contact: hana [at] uni-mail.ca'], ['phone', 'Call 613-555-0142 after six.'], ['phone', 'cell (514) 555 0199, evenings'],
    ['phone', 'his number is +1 416 555 0123'], ['phone', 'text 7805550177 to reschedule'], ['phone', 'UK mobile 07700 900 461'], ['phone', 'six one three five five five zero one four two'], ['number', 'student number 300214587'], ['number', 'ID: s2041778'], ['number', 'card no. 4471-2209'], ['number', 'matric 20418877 is on probation'],
    ['handle', 'find her on instagram: xo.citlali'], ['handle', 'DM @golnaz_m about the notes'], ['handle', 'discord kaveh#2210'], ['link', 'see https://example.com/p/adeniran'], ['number', 'health card 5584 486 674 ZZ'],
  ],
  fr: [
    ['email', 'Écrire à m.theriault@ridgeway.example avant jeudi.'], ['email', 'son courriel : lea.k (arobase) gmail.com'], ['email', 'loic point k arobase outlook point com'], ['phone', 'Appeler au 514 555-0188 le soir.'], ['phone', 'cellulaire 438.555.0111'], ['phone', 'joindre au +33 6 12 34 56 78'], ['phone', 'tél. 06 98 76 54 32'],
    ['number', 'matricule 20214456'], ['number', 'code permanent THEM12345678'], ['number', 'numéro étudiant : 300998812'], ['number', 'NAS 123 456 782'], ['handle', 'sur Insta : enora.kv'], ['handle', 'voir @maelys.qc'], ['link', 'profil www.example.org/enora'],
  ],
  zh: [
    ['email', '邮箱是 zihan.w@ridgeway.example'], ['email', '写信到hao_yu@163.com'], ['phone', '手机13812345678，晚上打'], ['phone', '电话 010-6278 1234'], ['phone', '打 +86 139 1111 2222 联系'], ['phone', '电话一三八一二三四五六七八'], ['number', '学号2021012345'], ['number', '身份证11010519991231002X'], ['number', '工号 A204418'],
    ['handle', '微信号 zihan_2001'], ['handle', '加我QQ：884512207'], ['handle', '微博 @若曦小朋友'], ['link', '主页 https://example.cn/u/ruoxi'], ['number', '学生证号 Ａ２０１９００４５'],
  ],
}
const CLEAN: Record<Locale, readonly string[]> = {
  en: `Room 204, Student Centre|Library pod 3|Anatomy and Physiology midterm on Monday|Introduction to Clinical Medicine, Block 3|Started sertraline 50 mg in January|Prozac side effects; sleeping 4 hours|COVID-19 isolation and online classes|OSCE on March 14, score 62/100|PHQ-9 14, GAD-7 11, referred to counselling
Feels like an impostor next to the others|Moved here from Vancouver, homesick|Ramadan and night shifts|Missed two lectures in Biochemistry 201|Wants to switch from Pediatrics to Surgery|Residency match and CaRMS interviews|Lonely since the Christmas break|Group work conflict, will talk to the course director|Two exams in one week, 18:00-20:00 both days
Panic before the USMLE Step 1|Long commute from Gatineau|Fight with a roommate about noise|Loan of $12,500, worried about rent|Lived in Germany until 2017|First in family to attend university|Grew up on a farm near Lethbridge|Talked about burnout; plans to rest on Saturday and Sunday|Burnout scale 34 points, week 12 of 16|Student Wellness Centre, second floor|Zoom call dropped, continued by phone
Parent of two, childcare fell through|The Friday seminar clashes with clinic hours|Repeat of second year|Asked about the Faculty of Medicine ombudsperson|Wants information about Ritalin and exams|Grief: grandmother died in April|Suggested the Headspace app and better sleep|Uses a wheelchair, elevator in Hall Building is broken|North campus lounge, by the stairs|Chronic illness since 2015|Living with Crohn's disease|Questions about HIV post-exposure protocol
International student from Nigeria|Speaks French at home, English at school|International Women's Day event|Feels watched by preceptors on the ward|Lakeside hospital, cafeteria|Ski injury; missed 3 weeks|Pomodoro technique, Anki cards, more sleep|May need an extension until June 5|Will meet again next Thursday at 5 pm|Hope and patience are hard right now|Faith community helps a lot`.split(/[|\n]/),
  fr: `Salle 204, Pavillon des sciences|Bibliothèque, deuxième étage|Examen d’anatomie le 14 mars|Stage de pédiatrie à l’hôpital|A commencé le Cipralex en janvier|Isolement lié à la COVID-19|Note de 62/100 à l’ECOS|PHQ-9 à 14, orientée vers le service de psychologie|Se sent comme un imposteur|Vient de Vancouver, s’ennuie de sa famille|Ramadan et gardes de nuit|Cours de Biochimie 201 manqués
Veut passer de la Pédiatrie à la Chirurgie|Jumelage CaRMS et entrevues|Solitude depuis Noël|Deux examens la même semaine, 17 h 30 à 19 h|Panique avant l’examen du Conseil médical du Canada|Long trajet depuis Gatineau|Chicane avec une colocataire à propos du bruit|Prêt de 12 500 $, inquiète pour le loyer|Premier de sa famille à l’université|A grandi à la campagne|Épuisement; repos prévu samedi et dimanche
Centre de santé, local 3-112|Appel Zoom coupé, suite par téléphone|Parent de deux enfants, garderie fermée|Le séminaire du vendredi tombe pendant la clinique|Reprise de la deuxième année|Faculté de médecine, bureau de l’ombudsman|Deuil : sa grand-mère est décédée en avril|Maladie chronique depuis 2015|Maladie de Crohn|Étudiante internationale du Cameroun|Parle anglais à la maison|Se sent surveillée à l’externat|Cafétéria de l’hôpital|Technique Pomodoro et sommeil
Prolongation jusqu’au 5 juin|Rendez-vous jeudi prochain à 17 h|Pavillon Roger-Guindon, hall d’entrée|Salle Claude-Champagne|Difficulté à dire non|Aime courir le soir|Mauvais traitements par un précepteur`.split(/[|\n]/),
  zh: `图书馆三楼讨论室|教学楼204室|下周三解剖学考试|生理学和药理学都很难|一月开始吃舍曲林|新冠隔离，上网课|客观结构化考试得了62分|抑郁量表14分，转介心理咨询|觉得自己不如别人|从温哥华来，想家|斋月和夜班|想从儿科转到外科|担心住院医匹配|圣诞假期之后很孤独|一周两门考试，18:00到20:00|通勤时间很长|和室友因为噪音吵架|贷款12500元，担心房租
家里第一个大学生|在农村长大|倦怠，周末打算休息|学生中心二楼|视频通话断了，改打电话|有两个孩子，没人照看|周五的讨论课和门诊冲突|重读二年级|奶奶四月去世|慢性病，2015年开始|来自尼日利亚的国际学生|在家说法语|在病房觉得被监视|医院食堂|番茄工作法，多睡觉|申请延期到6月5日|下周四下午五点再见面|高数考试很难|黄金周回家|时间安排有问题
何时能再约|马上要考试了|常常失眠|压力和焦虑|方法不对，成绩下降|许多同学都这样|经常迟到|温度太低，宿舍冷|高年级的课程更紧张|同学之间的关系|国庆节没有回家|安全感不足`.split(/[|\n]/),
}

interface CorpusRow {
  readonly locale: Locale
  readonly text: string
  readonly planted: FindingKind | null
}

/** Small and fixed: the same seed gives the same corpus on every machine. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function corpus(seed: number): CorpusRow[] {
  const roll = dice(seed)
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)]!
  return Array.from({ length: 200 }, (_, at): CorpusRow => {
    const locale = (['en', 'fr', 'zh'] as const)[at % 3]!
    if (at % 2 === 0) return { locale, text: pick(CLEAN[locale]), planted: null }
    if (roll(3) > 0) return { locale, text: pick(WITH_NAME[locale].split(/[|\n]/)).replace('{}', () => pick(locale === 'zh' ? CHINESE : LATIN_NAMES)), planted: 'name' }
    const [planted, text] = pick(ADDRESSES[locale])
    return { locale, text, planted }
  })
}

const missed = (rows: readonly CorpusRow[]) => rows.filter(({ planted, text, locale }) => planted && screenFreeText(text, locale).length === 0).map(({ text }) => text)
const alarms = (rows: readonly CorpusRow[]) => rows.filter(({ planted }) => !planted).flatMap(({ text, locale }) => (screenFreeText(text, locale).length > 0 ? [text] : []))

describe('a corpus of 200 rows in three languages', () => {
  test.each([1, 2026, 77, 31337])('hides no name, address, telephone or number from the screen (seed %i)', (seed) => {
    expect(missed(corpus(seed))).toEqual([])
  })
  test.each([1, 2026, 77, 31337])('gives at most two false alarms in a hundred (seed %i)', (seed) => {
    const rows = corpus(seed)
    expect(alarms(rows).length / rows.filter((row) => !row.planted).length, alarms(rows).join('\n')).toBeLessThanOrEqual(0.02)
  })
  test('plants names of which most are in no list of the detector', () => {
    const parts = LATIN_NAMES.flatMap((name) => name.split(' ').map(bareWord))
    expect(parts.filter((part) => !ANY_NAMES.has(part)).length / parts.length).toBeGreaterThan(0.6)
  })
  test('finds every name in every sentence of its language', () => {
    const all = (['en', 'fr', 'zh'] as const).flatMap((locale) =>
      WITH_NAME[locale].split(/[|\n]/).flatMap((sentence) => (locale === 'zh' ? CHINESE : LATIN_NAMES).map((name) => ({ locale, planted: 'name' as const, text: sentence.replace('{}', () => name) }))))
    const gone = missed(all)
    expect(gone.length, gone.slice(0, 60).join('\n')).toBe(0)
  })
  test('finds each address and number by its kind, and leaves the clean rows alone', () => {
    const wrong = (['en', 'fr', 'zh'] as const).flatMap((locale) => ADDRESSES[locale].filter(([kind, text]) => !screenFreeText(text, locale).some((found) => found.kind === kind)).map(([kind, text]) => `${kind}: ${text} -> ${JSON.stringify(screenFreeText(text, locale))}`))
    expect(wrong).toEqual([])
    const loud = (['en', 'fr', 'zh'] as const).flatMap((locale) => CLEAN[locale].filter((text) => screenFreeText(text, locale).length > 0).map((text) => `${text} -> ${JSON.stringify(screenFreeText(text, locale))}`))
    expect(loud).toEqual([])
  })
})

test('a long cell is screened in no time, whatever it is made of', () => {
  for (const piece of ['a', 'a.', 'a@', 'a dot ', '1', '1 ', 'Aa ', 'Zubin Okafor ', '王小明', '阿米娜说', 'ig ', "a'", '@a.b-c_d#1 ', 'student number ', '一二三']) {
    const began = performance.now()
    screenFreeText(piece.repeat(4000 / piece.length), 'zh')
    expect(performance.now() - began, piece).toBeLessThan(5000)
  }
})
