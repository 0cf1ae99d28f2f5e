import type { Same } from '../../../../ui/same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  title: '设置一个项目',
  sub: '回答六个问题，您就是它的第一位协调员。除了网址里的那个词，其他都可以以后再改。',
  code: '设置码',
  code_hint: '服务器启动时显示的代码，只能用一次。',
  name: '项目名称',
  name_hint: '你们团队内部的叫法。学生看到的是一个中性的名称，稍后再选。',
  slug: '网址里的词',
  slug_hint: '小写字母、数字和连字符。学生需要输入它，请尽量简短、中性。',
  your_name: '您的姓名',
  your_name_hint: '工作人员在这里使用真名，学生则从不使用。',
  country: '国家',
  country_hint: '决定为您提供哪些求助热线，以及哪些关于报告义务的说明。',
  zone: '时区',
  locales: '项目使用的语言',
  make: '设置',
  missing_code: '请输入服务器显示的代码。',
  missing_name: '请给项目起一个至少两个字的名称。',
  missing_slug: '请用 2 到 40 个小写字母、数字或连字符，首尾须为字母或数字。',
  missing_your_name: '请输入您的姓名。',
  missing_locales: '请至少选择一种语言。',
  done_title: '项目已经建好',
  done_text: '这个链接会创建您自己的账户，只能用一次。请现在就在您要使用的设备上打开。',
  done_open: '打开我的邀请',
  unreachable: '服务器没有回应。请确认它还在运行，然后再试。您填写的内容没有丢失。',
}
