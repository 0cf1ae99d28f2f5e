/** Two plain words by which two people who have never met find each other. They mean nothing and say nothing. */
interface WordPairs {
  readonly first: readonly string[]
  readonly second: readonly string[]
  readonly join: (first: string, second: string) => string
}

const PAIRS: Readonly<Record<string, WordPairs>> = {
  en: {
    first: ['blue', 'green', 'silver', 'amber', 'quiet', 'bright', 'paper', 'wooden', 'winter', 'morning', 'little', 'round', 'copper', 'velvet', 'sunny', 'misty'],
    second: ['kettle', 'lantern', 'maple', 'river', 'button', 'pebble', 'harbour', 'garden', 'teapot', 'window', 'feather', 'bridge', 'orchard', 'compass', 'pocket', 'island'],
    join: (first, second) => `${first} ${second}`,
  },
  // All masculine, so that every pair agrees.
  fr: {
    first: ['jardin', 'bateau', 'sentier', 'érable', 'panier', 'crayon', 'tilleul', 'rivage', 'moulin', 'caillou', 'chandail', 'verger', 'piano', 'nuage', 'carnet', 'phare'],
    second: ['bleu', 'vert', 'doré', 'argenté', 'tranquille', 'clair', 'rond', 'ambré', 'matinal', 'lointain', 'violet', 'paisible', 'soyeux', 'léger', 'ancien', 'cuivré'],
    join: (first, second) => `${first} ${second}`,
  },
  zh: {
    first: ['蓝色', '绿色', '银色', '金色', '安静', '明亮', '木头', '冬日', '清晨', '圆圆', '铜色', '紫色', '晴天', '薄雾', '小小', '远方'],
    second: ['茶壶', '灯笼', '枫叶', '小河', '纽扣', '石子', '港湾', '花园', '窗户', '羽毛', '小桥', '果园', '口袋', '海岛', '风铃', '书签'],
    join: (first, second) => `${first}的${second}`,
  },
}

/** `dice` are two numbers in [0, 1). A language we have no words for gets English ones. */
export function meetingWord(language: string, dice: readonly [number, number]): string {
  const { first, second, join } = PAIRS[language] ?? PAIRS['en']!
  return join(first[Math.floor(dice[0] * first.length)]!, second[Math.floor(dice[1] * second.length)]!)
}
