import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  fault_none_yet: '本项目还没有签署自己的密钥。在此之前，你只能相信服务器给出的密钥。',
  fault_forged: '这些密钥不是由本项目签署的。什么都没有发送。请当面告诉项目人员，其间可以使用求助热线。',
  fault_older: '服务器给出的密钥清单比这台设备见过的更旧。什么都没有发送。请稍后再试；如果一直这样，请告诉项目人员。',
  fault_forked: '服务器给出的密钥清单与这台设备所知的不相接。什么都没有发送。请当面告诉项目人员。',
  fault_other_program: '这些密钥属于另一个项目。什么都没有发送。请检查网址，或重新打开海报上的链接。',
  fault_one_signature: '需要两人签署，目前只有一人签了。什么都没有发送。等两人都签好后再试。',
  fault_same_key_twice: '这些密钥由同一个人签了两次，而这里需要两个人。什么都没有发送。请告诉项目人员。',
  fault_second_key: '服务器在只应有一把密钥的地方给出了第二把。这可能被用来区分不同的人，所以什么都没有发送。请当面告诉项目人员。',
  fault_unconfirmed_addition: '有人被加进支持者名册，但缺少第二个签名。什么都没有发送。等两人都签好后再试。',
  fault_expired: '本项目的密钥已到期，还没有更新。值班时段、随到随谈和求助热线照常可用。',
  fault_other_root: '服务器给出的密钥与你打开的海报或链接不同，或与这台设备所知的不同。什么都没有发送。请与墙上的海报比对，或当面询问项目人员。',
  fault_swapped: '服务器给出的这位支持者的密钥，不是项目签署的那一把。可能有人想偷看，所以什么都没有发送。你仍可不写留言而见面；请当面告诉项目人员。',
  fault_not_in_roster: '项目还没有签署这位支持者的密钥，因此不能给对方封存内容。你可以不写留言而预约，或选择别人。',

  refused_seat_not_yours: '这把密钥由另一种角色来做：第一把由协调员，第二把由顾问。',
  refused_seat_taken: '已经有人做了这把密钥。请刷新页面查看。',
  refused_two_seats: '你已经做了三把密钥中的另一把。其中两把必须由两个不同的人持有。',
  refused_key_known: '这把密钥已经是三把之一。请另做一把。',
  refused_root_stands: '三把密钥已齐，并已用它们签署了清单。请刷新页面。',
  refused_keys_moved: '其间有人签署过。请刷新页面，看清楚后再签。',
  refused_not_a_holder: '这把密钥不在可以签署的密钥之中。',
  refused_signature_wrong: '签名与要签署的内容不符。请刷新页面再试。',
  refused_second_key: '清单中每种用途只能有一把密钥，并且不能与以前不同。',
  refused_entry_stale: '打开这个页面之后，有人的密钥、名字或角色变了。请刷新页面再看。',
  refused_too_long_ahead: '名册一次最多确认 35 天。',
}
