import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_account_resting: '你的账户目前暂停。在“你账户的状态”里可以看到到什么时候为止，以及如何申诉。求助热线随时都在。',
  refused_letter_taken: '发送时出了点问题。请重新载入页面再发送一次。',
  refused_contacts_few: '安全联系人有变动，或不足两位。请重新载入页面后再发送。',
  refused_not_suspended: '你的账户已不再暂停，无需申诉。',
  refused_appealed_already: '你已经申诉过了。安全联系人已收到你的话。',
  refused_not_yourself_here: '这关系到你本人，由另一位安全联系人决定。',
  refused_version_taken: '另一个标签页刚刚重新锁好。请重新载入页面。',
  refused_version_moved: '学生在此期间已重新锁好。请重新载入页面后再开始。',
  refused_not_offered_here: '目前不能在这里留下：项目没有提供，或值班人员有变动。请重新载入页面。',
}
