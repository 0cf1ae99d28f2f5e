import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_proof_refused: '没能及时核对你的密钥。什么都没有改变，请再试一次。',
  refused_other_kind: '这些密钥已经属于另一种账号。请选“重新开始”，让帮助别人和接受帮助分开。',
  refused_account_closed: '换新密钥时，这个账号已经关闭。请用新的找回方式打开，或向协调员要一份新邀请。',
  refused_invitation_gone: '这份邀请已被使用、被替换，或已过期。请向协调员要一份新的。如果不是你用的，请告诉协调员。',
  refused_keys_in_use: '这台设备上已有另一个人的密钥。请先在这台设备上清除，再打开邀请。',
  refused_enough_ways_back: '最多六种找回方式。请先删除一种，再添加新的。',
  refused_way_back_taken: '这种找回方式已在使用。请新建一个。',
  refused_last_way_back: '这是你最后一种找回方式。请先添加另一种，再删除它。',
  refused_keep_two: '工作人员要保留两种找回方式。请先添加另一种，再删除它。',
  refused_nothing_opens: '这样打不开任何账号。请检查拼写，或换一种找回方式。',
  refused_vault_moved: '你的设置已在另一台设备上更改。请重新加载本页，再做更改。',
  refused_setup_code_gone: '这个设置码已被使用或被替换。请重启服务器查看新码，或运行“peerside invite”。',
}
