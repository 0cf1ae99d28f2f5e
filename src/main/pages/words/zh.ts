import type { Same } from '../../../ui/same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  demonstration: '演示。这里的人和事都是虚构的。',
  skip: '跳到正文',
  language: '语言',
  quick_exit: '快速离开',
  quick_exit_hint: '立即离开本页。连按三次 Shift 键也可以。',
  nav_main: '主菜单',
  nav_home: '首页',
  nav_find: '找人聊',
  nav_talk: '对话',
  nav_mine: '我的预约',
  nav_help: '紧急求助',
  not_here: '找不到这个页面',
  not_here_text: '地址可能已经失效，或者此账户无权查看。',
}
