import type { Same } from '../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_sign_in_first: '请先登录，然后再试一次。',
  refused_not_found: '这里没有这项内容，或者它不属于您。请返回并从列表中选择。',
  refused_not_open_yet: '本项目尚未开放。求助热线随时可用。',
  refused_bad_input: '表单中有内容缺失或格式不对。请检查标出的栏目后重新提交。',
  refused_too_large: '一次发送的内容太多了。请减少后再试。',
  refused_too_many: '尝试次数过多。请等几分钟后再试。',
  refused_setup_code_wrong: '设置码不对，或已经用过。设置码显示在启动 Peerside 的地方；重新启动即可再次看到。',
  refused_broken: '我们这边出了问题，没有任何内容被更改。请一分钟后再试。',
}
