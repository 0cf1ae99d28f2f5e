import type { Same } from '../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  page_title: '在读证明',
  page_what: '这个网址只做一件事：确认某人是本校学生，并签发一个不写明是谁的凭证。',
  page_apart: '它不知道凭证用于哪个账户。项目自己的页面知道账户，但不知道是谁。两边没有共同的记录。',
  page_school: '学生可以用学校的统一登录，或者用项目发的卡片来证明。',
  page_cards: '这里没有设置学校的统一登录：学生用项目发的卡片来证明。',
  page_back: '前往项目',
  page_stale: '这次登录时间太长，或者是从别处开始的。请回到项目页面重新开始：什么也没有丢失。',
  page_languages: '语言',
  page_missing: '这个网址上没有内容。',

  refused_program_unknown: '这个项目还没有在这里设置。协调员会用项目的密钥设置一次。',
  refused_root_differs: '这里已经保存了这个项目的另一组密钥。只有旧的三把中有两把签署新的，或者由运行本服务的人确认，才会更换。',
  refused_list_forged: '这份密钥清单没有所需的两个签名。什么也没有改变。',
  refused_list_older: '这里已经有更新的密钥清单。请重新载入页面，使用那一份。',
  refused_list_gap: '中间缺少一份清单。请按顺序一份一份地发送。',
  refused_list_swapped: '这份清单给已有密钥的用途写了第二把密钥。这不应该发生，所以没有接受。',
  refused_deck_unsigned: '这一步没有由项目的名册密钥签名。请在保存密钥的设备上再做一次。',
  refused_deck_differs: '这个编号下已经保存了另一叠卡片。请制作并打印新的一叠。',
  refused_deck_withdrawn: '这叠卡片已经作废，不能再用。请制作新的一叠。',
  refused_deck_unknown: '这里没有这叠卡片。请重新载入页面，查看现有的卡片。',
  refused_card_unknown: '这个项目没有写着这些字母的卡片。请再看看卡片：上面有二十个字母和数字。',
  refused_card_other_year: '这张卡片属于另一个学年。请领取今年的卡片。',
  refused_ticket_void: '这份证明已经用过，或者超过了十分钟。请重新做这一步：什么也没有丢失。',
  refused_issued_already: '今年已经在另一台设备或另一个浏览器上为您签发过凭证。请在那里打开账户，或用您的找回方式打开。',
  refused_not_found: '这个网址上没有内容。',
  refused_bad_input: '有内容的格式不对。请重新载入页面，再做一次这一步。',
  refused_too_large: '一次发送的内容太多了。',
  refused_too_many: '尝试次数太多。请等十分钟再试。',
  refused_broken: '我们这边出了问题。什么也没有改变。请过一分钟再试。',
}
