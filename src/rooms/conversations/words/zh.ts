import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_epoch_moved: '这段对话的密钥刚刚换过了。您的消息会用新密钥重新发送。',
  refused_epoch_over: '这组密钥已用得够久。先换新密钥，再发送您的消息。',
  refused_seq_taken: '另一个标签页或设备同时发了消息。您的消息会接在后面重新发送。',
  refused_msg_id_taken: '已有一条带这个标记的消息。请重新发送您的消息。',
  refused_conversation_over: '这段对话已经结束，不能再添加内容。',
  refused_blocked: '你们中有一方屏蔽了这段对话。解除之前无法发送任何内容。',
  refused_commitment_wrong: '这条消息在需要时将无法举报，因此没有被接收。请刷新页面后再发送。',
  refused_too_fast: '短时间内发得太多了。请等几分钟再继续。',
  refused_members_fixed: '只有学生可以决定还有谁参与这段对话。',
  refused_supporter_unknown: '此人今天不是本项目的支持者。',
  refused_students_only: '只有学生可以结束并销毁这段对话。您可以离开。',
  refused_supporters_only: '只有支持者可以离开对话。您可以结束对话，它会立即被销毁。',
  refused_while_suspended: '此账户目前被暂停，这里不会收到新内容。',
  refused_conv_taken: '这个请求已经有人回应。',
  refused_wraps_wrong: '这段对话的密钥与双方不符。请刷新页面后重试。',
}
