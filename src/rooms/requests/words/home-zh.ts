import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './home-en.ts'

export const words: Same<typeof en> = {
  write: '写给一个人',
  write_instead: '改为写信',
  write_any_hour: '任何时间都可以。您会看到什么时候有人读。',
  read_by: (name, when) => `${name}或另一位支持者最晚${when}会读到`,
  read_by_anyone: (when) => `最晚${when}会有人读到`,
  your_request: '您的请求在等待',
  your_request_news: '看看现在怎样',
}
