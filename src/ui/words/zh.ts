import type { Same } from '../same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  close: '关闭',
  back: '返回',
  loading: '请稍候',
  try_again: '再试一次',
  unreachable: '连接不上服务器。请检查网络后再试，您填写的内容没有丢失。',
  went_wrong: '这个页面出了点问题。请再试一次，或回到首页。',
  to_start: '回到首页',
  print: '打印',
  show_table: '以表格查看',
  hidden_count: '已隐藏',
  below_need: '低于所需',
  heat_cell: (day, hour, count, need) => `${day} ${hour}：${count} 人，需要 ${need} 人`,
  step_of: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
  step_done: '已完成',
  required: '必填',
  optional: '选填',
  copied: '已复制',
  copy: '复制',
  call_number: (number) => `拨打 ${number}`,
  text_number: (number) => `发短信至 ${number}`,
  text_word: (word, number) => `发送“${word}”至 ${number}`,
  chat: '在线聊天',
}
